extension Duration {
  /// All its digits, in seconds: `60`, `-0.25`, `0.000000000000000001`. Valid JSON.
  var decimalSeconds: String {
    let (seconds, attoseconds) = components
    let sign = seconds < 0 || attoseconds < 0 ? "-" : ""
    guard attoseconds != 0 else { return sign + String(seconds.magnitude) }
    var digits = String(attoseconds.magnitude)
    digits = String(repeating: "0", count: max(0, 18 - digits.utf8.count)) + digits
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(seconds.magnitude).\(digits)"
  }

  /// From what ``decimalSeconds`` wrote; `nil` for anything else.
  init?(decimalSeconds text: String) {
    var digits = text[...]
    let isNegative = digits.first == "-"
    if isNegative { digits.removeFirst() }
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let whole = parts.first
    else { return nil }
    // The sign goes with the digits, for the lowest number has no positive counterpart.
    let sign = isNegative ? "-" : ""
    let fraction = parts.count == 2 ? parts[1] : "0"
    guard fraction.utf8.count <= 18, let seconds = Int64(sign + whole),
      let attoseconds = Int64(sign + fraction + String(repeating: "0", count: 18 - fraction.utf8.count))
    else { return nil }
    self.init(secondsComponent: seconds, attosecondsComponent: attoseconds)
  }
}
