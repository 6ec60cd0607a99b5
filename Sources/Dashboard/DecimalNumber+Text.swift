import OrderProtocol
import OrderStore

extension DecimalNumber {
  private static let units: [(letter: String, size: UInt64)] = [
    ("k", 1_000), ("M", 1_000_000), ("G", 1_000_000_000), ("T", 1_000_000_000_000), ("P", 1_000_000_000_000_000),
    ("E", 1_000_000_000_000_000_000),
  ]

  /// The number in so many cells: as it was stated; where that is too long rounded to fewer places, then cut to thousands
  /// (`127.4k`), millions and so on. The front of a number must not be taken for the number. `nil`: there is no room.
  func text(atMost cells: Int) -> String? {
    let stated = description
    if stated.utf8.count <= cells { return stated }
    var (power, places) = (UInt64(1), Int(scale))
    while places > 0 {
      power *= 10
      places -= 1
      let rounded = rounded(by: power, places: places)
      if rounded.utf8.count <= cells { return rounded }
    }
    let sign = mantissa < 0 ? "-" : ""
    let whole = mantissa.magnitude / power
    for unit in Self.units where whole >= unit.size {
      let (count, part) = whole.quotientAndRemainder(dividingBy: unit.size)
      let forms = ["\(sign)\(count).\(part / (unit.size / 10))\(unit.letter)", "\(sign)\(count)\(unit.letter)"]
      if count < 1_000, let form = forms.first(where: { $0.utf8.count <= cells }) { return form }
    }
    return nil
  }

  /// With so many places left of what was stated, none of them a zero at the end.
  private func rounded(by power: UInt64, places: Int) -> String {
    let (count, rest) = mantissa.magnitude.quotientAndRemainder(dividingBy: power)
    let digits = "\(count + (rest >= power - rest ? 1 : 0))"
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    var fraction = padded.suffix(places)
    while fraction.last == "0" { fraction.removeLast() }
    return (mantissa < 0 ? "-" : "") + padded.dropLast(places) + (fraction.isEmpty ? "" : ".\(fraction)")
  }
}

extension Stated<DecimalNumber> {
  /// The number; with `=` in front where we computed it.
  var text: String { isComputed ? "=\(value.description)" : value.description }

  /// The same in so many cells, as ``DecimalNumber/text(atMost:)``.
  func text(atMost cells: Int) -> String {
    guard isComputed else { return value.text(atMost: cells) ?? value.description }
    return value.text(atMost: cells - 1).map { "=\($0)" } ?? text
  }
}
