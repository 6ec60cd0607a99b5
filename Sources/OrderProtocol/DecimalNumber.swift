/// An exact decimal number: `mantissa × 10^-scale`. Money and quantities; never binary floating point.
package struct DecimalNumber: Equatable, Sendable {
  package var mantissa: Int64
  /// Digits after the point, 0…18.
  package var scale: UInt8

  package init(mantissa: Int64, scale: UInt8 = 0) {
    self.mantissa = mantissa
    self.scale = scale
  }
}
