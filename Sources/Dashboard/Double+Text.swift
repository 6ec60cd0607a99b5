extension Double {
  /// A rate: one digit after the point below ten, none above: `4.2`, `137`.
  var rateText: String {
    guard isFinite, self > 0 else { return "0.0" }
    let tenths = Int64((min(self, 1e12) * 10).rounded())
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : "\((tenths + 5) / 10)"
  }
}
