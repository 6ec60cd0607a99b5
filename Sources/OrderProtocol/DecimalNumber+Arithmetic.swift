extension DecimalNumber {
  /// The exact sum, with the larger of both scales where that fits; `nil` when it cannot be held.
  package func adding(_ other: DecimalNumber) -> DecimalNumber? {
    if scale == other.scale {
      let (sum, overflow) = mantissa.addingReportingOverflow(other.mantissa)
      if !overflow { return DecimalNumber(mantissa: sum, scale: scale) }
    }
    let (one, two) = aligned(with: other)
    let (sum, overflow) = one.addingReportingOverflow(two)
    return overflow ? nil : DecimalNumber(fitting: sum, scale: max(Int(scale), Int(other.scale)))
  }

  /// The exact difference; `nil` when it cannot be held.
  package func subtracting(_ other: DecimalNumber) -> DecimalNumber? {
    let (one, two) = aligned(with: other)
    let (difference, overflow) = one.subtractingReportingOverflow(two)
    return overflow ? nil : DecimalNumber(fitting: difference, scale: max(Int(scale), Int(other.scale)))
  }

  /// The exact product, its scale the sum of both where that fits; `nil` when it cannot be held.
  package func multiplied(by other: DecimalNumber) -> DecimalNumber? {
    let product = Int128(mantissa) * Int128(other.mantissa)
    return DecimalNumber(fitting: product, scale: Int(scale) + Int(other.scale))
  }

  /// Drops zeros at the end as far as that is needed to fit.
  private init?(fitting mantissa: Int128, scale: Int) {
    var mantissa = mantissa
    var scale = scale
    while scale > 0, scale > Self.maximumScale || Int64(exactly: mantissa) == nil {
      guard mantissa % 10 == 0 else { return nil }
      mantissa /= 10
      scale -= 1
    }
    guard let mantissa = Int64(exactly: mantissa) else { return nil }
    self.init(mantissa: mantissa, scale: UInt8(clamping: scale))
  }

  /// Both mantissas at the larger scale.
  private func aligned(with other: DecimalNumber) -> (Int128, Int128) {
    let difference = Int(scale) - Int(other.scale)
    return (Self.raise(mantissa, by: max(0, -difference)), Self.raise(other.mantissa, by: max(0, difference)))
  }

  /// Beyond 10^18 the result only has to be out of reach of any other mantissa.
  private static func raise(_ mantissa: Int64, by exponent: Int) -> Int128 {
    if let power = powerOfTen(exponent) { return Int128(mantissa) * Int128(power) }
    return mantissa == 0 ? 0 : mantissa > 0 ? .max : .min
  }
}

extension DecimalNumber: Comparable {
  package static func == (one: DecimalNumber, other: DecimalNumber) -> Bool {
    guard one.scale != other.scale else { return one.mantissa == other.mantissa }
    let (first, second) = one.aligned(with: other)
    return first == second
  }

  package static func < (one: DecimalNumber, other: DecimalNumber) -> Bool {
    guard one.scale != other.scale else { return one.mantissa < other.mantissa }
    let (first, second) = one.aligned(with: other)
    return first < second
  }
}

extension DecimalNumber: Hashable {
  package func hash(into hasher: inout Hasher) {
    let plain = withoutTrailingZeros
    hasher.combine(plain.mantissa)
    hasher.combine(plain.scale)
  }
}
