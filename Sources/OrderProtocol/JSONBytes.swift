/// JSON written as UTF-8 into a buffer that is used again and again.
extension [UInt8] {
  /// A piece of JSON as it is.
  mutating func append(json: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
  }

  /// A JSON string. Control characters are escaped.
  mutating func append(quoted string: String) {
    append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { bytes in
      var start = 0
      for (index, byte) in bytes.enumerated()
      where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        append(contentsOf: bytes[start..<index])
        append(escaped: byte)
        start = index + 1
      }
      append(contentsOf: bytes[start...])
    }
    append(UInt8(ascii: "\""))
  }

  private mutating func append(escaped byte: UInt8) {
    append(UInt8(ascii: "\\"))
    guard byte < 0x20 else { return append(byte) }
    append(json: "u00")
    append(byte >> 4 + UInt8(ascii: "0"))
    append(byte & 15 < 10 ? byte & 15 + UInt8(ascii: "0") : byte & 15 - 10 + UInt8(ascii: "a"))
  }

  /// A JSON number with the scale as it is.
  mutating func append(_ number: DecimalNumber) {
    if number.mantissa < 0 { append(UInt8(ascii: "-")) }
    var magnitude = number.mantissa.magnitude
    let start = count
    let places = Int(number.scale)
    while magnitude > 0 || count - start <= places {
      append(UInt8(magnitude % 10) + UInt8(ascii: "0"))
      magnitude /= 10
    }
    self[start...].reverse()
    if places > 0 { insert(UInt8(ascii: "."), at: count - places) }
  }

  /// A list of values, each written by `append`.
  mutating func appendList<Value>(_ list: [Value], _ append: (Value, inout [UInt8]) -> Void) {
    self.append(UInt8(ascii: "["))
    for (index, element) in list.enumerated() {
      if index > 0 { self.append(UInt8(ascii: ",")) }
      append(element, &self)
    }
    self.append(UInt8(ascii: "]"))
  }
}
