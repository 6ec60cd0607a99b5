import OrderProtocol

extension Int {
  /// Three characters up to 99,999, where room is shortest: `999`, `12k`, `345k`.
  var thousandsText: String { self < 1_000 ? "\(self)" : "\(self / 1_000)k" }

  /// With one place of thousands, where it is one of some thousands: `3.9k`.
  var roundedText: String {
    1_000..<10_000 ~= self ? "\(self / 1_000).\(self % 1_000 / 100)k" : "\(self)"
  }

  /// The number in so many cells, cut to thousands or millions where it has more digits: `98765`, `98.7k`, `98k`. Where
  /// even that is too long it is longer: the front of a number must not be taken for the number.
  func text(atMost cells: Int) -> String {
    DecimalNumber(mantissa: Int64(self)).text(atMost: cells) ?? thousandsText
  }
}
