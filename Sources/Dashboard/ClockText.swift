import OrderStore

extension Snapshot {
  /// How far this clock is from the server's, where that matters. A recording's clock is nobody's.
  var clockDifference: Duration? {
    guard let lag = gauge.lag, !isDemo, lag.isFar else { return nil }
    return lag
  }

  /// The difference, for a line.
  var clockPiece: LinePiece? {
    clockDifference.map { LinePiece(.warning, [("clock \($0.signedText)", 46), ("clk \($0.signedText)", 48)]) }
  }
}

extension Duration {
  /// A difference of clocks, with its sign: `+2:03`, `-12.4 s`.
  var signedText: String { (self < .zero ? "-" : "+") + unsignedText }

  /// The same without its sign.
  var unsignedText: String {
    let size = self < .zero ? .zero - self : self
    return size >= .seconds(100) ? size.ageText : size.delayText
  }
}
