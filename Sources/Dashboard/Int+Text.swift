extension Int {
  /// Three characters up to 99,999, where room is shortest: `999`, `12k`, `345k`.
  var thousandsText: String { self < 1_000 ? "\(self)" : "\(self / 1_000)k" }
}
