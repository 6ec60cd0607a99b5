extension DecimalNumber {
  /// The number that a JSON number's text states (RFC 8259, section 6), exactly: `25.90`, `-3`, `2.599e1`.
  ///
  /// `nil` when the text is anything else, or when the value needs more digits than a mantissa of 64 bits and a scale of
  /// 18 hold.
  package init?(_ text: String) {
    var text = text
    guard let number = text.withUTF8({ DecimalNumber(json: $0) }) else { return nil }
    self = number
  }

  /// As ``init(_:)-(String)``, from UTF-8.
  init?(json bytes: UnsafeBufferPointer<UInt8>) {
    var reader = JSONReader(bytes)
    guard let end = try? reader.scanNumber().upperBound, end == bytes.count else { return nil }
    self.init(validNumber: bytes)
  }

  /// From bytes that are known to be a JSON number.
  init?(validNumber bytes: UnsafeBufferPointer<UInt8>) {
    if let number = Self.plain(bytes) {
      self = number
      return
    }
    var digits = Digits()
    var isNegative = false
    var isAfterPoint = false
    var exponent = 0
    var index = 0
    scan: while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): isAfterPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponent = Self.exponent(bytes[(index + 1)...])
        break scan
      case let digit: digits.append(digit &- UInt8(ascii: "0"), isAfterPoint: isAfterPoint)
      }
      index += 1
    }
    guard let number = digits.number(isNegative: isNegative, exponent: exponent) else { return nil }
    self = number
  }

  /// The number that a few digits state, perhaps with a point among them, as nearly all do; `nil` for any other.
  @inline(__always)
  private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> DecimalNumber? {
    guard bytes.count <= maximumScale else { return nil }
    var mantissa: Int64 = 0
    var firstDecimal = bytes.count
    for index in bytes.indices {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit < 10 {
        // No overflow: there are at most 18 digits.
        mantissa = mantissa &* 10 &+ Int64(digit)
      } else if bytes[index] == UInt8(ascii: ".") {
        firstDecimal = index &+ 1
      } else {
        return nil
      }
    }
    return DecimalNumber(mantissa: mantissa, scale: UInt8(truncatingIfNeeded: bytes.count &- firstDecimal))
  }

  /// The value of `+12`, `-3` or `7`; beyond any use, but no overflow, for one with too many digits.
  private static func exponent(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var isNegative = false
    var value = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "+"): break
      default: value = min(value * 10 + Int(byte &- UInt8(ascii: "0")), 1 << 40)
      }
    }
    return isNegative ? -value : value
  }
}

/// The digits of a number as they are read. Zeros at the end are held back until another digit makes them count, so
/// `1.000000000000000000000` fits.
private struct Digits {
  private var magnitude: UInt64 = 0
  private var heldBackZeros = 0
  private var places = 0
  private var isTooLong = false

  mutating func append(_ digit: UInt8, isAfterPoint: Bool) {
    if isAfterPoint { places += 1 }
    guard digit != 0 else {
      if magnitude != 0 { heldBackZeros += 1 }
      return
    }
    shift(by: heldBackZeros + 1)
    heldBackZeros = 0
    let (sum, overflow) = magnitude.addingReportingOverflow(UInt64(digit))
    magnitude = sum
    isTooLong = isTooLong || overflow
  }

  func number(isNegative: Bool, exponent: Int) -> DecimalNumber? {
    guard !isTooLong else { return nil }
    let statedScale = places - exponent
    guard magnitude != 0 else {
      return DecimalNumber(mantissa: 0, scale: UInt8(clamping: min(max(statedScale, 0), DecimalNumber.maximumScale)))
    }
    var digits = self
    let neededScale = max(statedScale - heldBackZeros, 0)
    guard neededScale <= DecimalNumber.maximumScale else { return nil }
    // As many of the zeros come back as were stated and fit.
    let scale = min(max(statedScale, 0), DecimalNumber.maximumScale)
    digits.shift(by: heldBackZeros + scale - statedScale)
    if !digits.isTooLong, let mantissa = digits.mantissa(isNegative: isNegative) {
      return DecimalNumber(mantissa: mantissa, scale: UInt8(clamping: scale))
    }
    digits = self
    digits.shift(by: heldBackZeros + neededScale - statedScale)
    guard !digits.isTooLong, let mantissa = digits.mantissa(isNegative: isNegative) else { return nil }
    return DecimalNumber(mantissa: mantissa, scale: UInt8(clamping: neededScale))
  }

  private func mantissa(isNegative: Bool) -> Int64? {
    guard isNegative else { return Int64(exactly: magnitude) }
    return magnitude == Int64.min.magnitude ? .min : Int64(exactly: magnitude).map { -$0 }
  }

  private mutating func shift(by exponent: Int) {
    guard magnitude != 0 else { return }
    if exponent == 1 {
      multiply(by: 10)
    } else if let power = DecimalNumber.powerOfTen(exponent) {
      multiply(by: UInt64(power))
    } else {
      isTooLong = true
    }
  }

  private mutating func multiply(by factor: UInt64) {
    let (product, overflow) = magnitude.multipliedReportingOverflow(by: factor)
    magnitude = product
    isTooLong = isTooLong || overflow
  }
}
