/// Control sequences (ECMA-48) as they are put behind other bytes.
extension [UInt8] {
  /// A sequence with a number, or without one.
  mutating func append(control final: Unicode.Scalar, _ number: Int? = nil) {
    appendControlStart()
    if let number { append(number: number) }
    append(UInt8(ascii: final))
  }

  mutating func appendControlStart() {
    append(0x1B)
    append(UInt8(ascii: "["))
  }

  /// The digits of a number that is not negative.
  mutating func append(number: Int) {
    if number >= 10 { append(number: number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}

/// How many bytes a sequence takes, without a number or with this one.
func controlLength(_ number: Int? = nil) -> Int {
  guard var number else { return 3 }
  var length = 4
  while number >= 10 {
    number /= 10
    length += 1
  }
  return length
}
