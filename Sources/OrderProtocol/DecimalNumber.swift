/// An exact decimal number: `mantissa × 10^-scale`. Money and quantities; never binary floating point.
///
/// Two numbers are equal when their values are: 25.9 and 25.90 are one number, though each is shown as it was stated.
package struct DecimalNumber: BitwiseCopyable, Sendable {
  package var mantissa: Int64
  /// Digits after the point, 0…18.
  package var scale: UInt8

  package init(mantissa: Int64, scale: UInt8 = 0) {
    self.mantissa = mantissa
    self.scale = scale
  }

  package init(_ value: Int) { self.init(mantissa: Int64(value)) }

  package static let zero = DecimalNumber(0)

  /// The largest ``scale``.
  package static let maximumScale = 18

  /// 10^`exponent` for 0…18, all that an `Int64` can hold.
  static func powerOfTen(_ exponent: Int) -> Int64? {
    powersOfTen.indices.contains(exponent) ? powersOfTen[exponent] : nil
  }

  private static let powersOfTen: [Int64] = (0...maximumScale).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// The value as an integer; `nil` when it has a fraction or does not fit.
  package var wholeNumber: Int? {
    let plain = withoutTrailingZeros
    return plain.scale == 0 ? Int(exactly: plain.mantissa) : nil
  }

  /// The same value with the smallest scale.
  var withoutTrailingZeros: DecimalNumber {
    guard mantissa != 0 else { return .zero }
    var plain = self
    while plain.scale > 0, plain.mantissa % 10 == 0 {
      plain.mantissa /= 10
      plain.scale -= 1
    }
    return plain
  }
}

extension DecimalNumber: CustomStringConvertible {
  /// In plain digits with the scale as stated: `25.90`, `3`, `-0.5`. Valid JSON.
  package var description: String {
    let digits = String(mantissa.magnitude)
    let sign = mantissa < 0 ? "-" : ""
    let places = Int(scale)
    guard places > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    let point = padded.index(padded.endIndex, offsetBy: -places)
    return sign + padded[..<point] + "." + padded[point...]
  }
}
