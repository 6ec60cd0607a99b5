/// A row of bars, one cell each, e.g. `▁▂▅▃▇`.
package enum Sparkline {
  private static let bars: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// Also distinct where only ASCII can be shown.
  private static let asciiBars: [Unicode.Scalar] = [".", ":", "-", "=", "+", "*", "%", "#"]
  /// Stands for a value that is not there.
  private static let hole: Unicode.Scalar = " "

  /// The newest `columns` of the values, the newest last, each as a bar between 0 and `top`, or the largest of them if
  /// that is more. Values that are `nil`, negative or no numbers are holes.
  package static func text(_ values: [Double?], columns: Int, top: Double = 0, charset: Charset) -> String {
    let shown = values.suffix(max(0, columns))
    let top = shown.reduce(top) { largest, value in
      guard let value, value.isFinite else { return largest }
      return max(largest, value)
    }
    let bars = charset == .unicode ? bars : asciiBars
    var text = String.UnicodeScalarView()
    for value in shown {
      guard let value, value.isFinite, value >= 0 else {
        text.append(hole)
        continue
      }
      let height = top > 0 ? value / top * Double(bars.count - 1) : 0
      text.append(bars[min(bars.count - 1, max(0, Int(height.rounded())))])
    }
    return String(text)
  }
}
