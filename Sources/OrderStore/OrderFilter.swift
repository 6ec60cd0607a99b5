import OrderProtocol

/// A filter as typed: words separated by blanks, all of which must match.
///
/// - `text`: anywhere in id, customer, status, place, an item's name or id; upper and lower case are one.
/// - `field:text` (contains), `field=text`, `field!=text`, with `id`, `customer`, `status`, `where`, `item`.
/// - `field>number`, `<`, `>=`, `<=`, `=`, with `total`, `items` and `age` (`90s`, `10m`, `2h`, `1d`).
/// - `!term`: not.
struct OrderFilter: Equatable, Sendable {
  private struct Term: Equatable, Sendable {
    var isNegated: Bool
    var condition: Condition
  }

  private enum Condition: Equatable, Sendable {
    case anywhere(String)
    case text(Field, String, isExact: Bool)
    case number(Quantity, Comparison, Double)
  }

  private enum Field: String { case id, order, customer, status, `where`, item }
  private enum Quantity: String { case total, items, age }
  private enum Comparison: String, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case equal = "="
  }

  private var terms: [Term] = []

  /// Whether it lets everything through.
  var isEmpty: Bool { terms.isEmpty }
  /// Whether what matches changes as time goes by.
  private(set) var dependsOnTime = false

  init(_ text: String) {
    for word in text.split(separator: " ") {
      var term = word
      let isNegated = term.first == "!" && term.count > 1
      if isNegated { term.removeFirst() }
      terms.append(Self.term(term, isNegated: isNegated))
    }
    dependsOnTime = terms.contains { if case .number(.age, _, _) = $0.condition { true } else { false } }
  }

  private static func term(_ word: Substring, isNegated: Bool) -> Term {
    if let mark = word.firstIndex(where: { ":=!<>".contains($0) }), mark != word.startIndex {
      let name = word[..<mark].lowercased()
      let rest = word[mark...]
      if let quantity = Quantity(rawValue: name),
        let comparison = Comparison.allCases.first(where: { rest.hasPrefix($0.rawValue) }),
        let value = number(rest.dropFirst(comparison.rawValue.count), of: quantity)
      {
        return Term(isNegated: isNegated, condition: .number(quantity, comparison, value))
      }
      if let field = Field(rawValue: name) {
        for (prefix, isNot, isExact) in [("!=", true, true), (":", false, false), ("=", false, true)]
        where rest.hasPrefix(prefix) {
          let value = String(rest.dropFirst(prefix.count)).lowercased()
          return Term(isNegated: isNegated != isNot, condition: .text(field, value, isExact: isExact))
        }
      }
    }
    return Term(isNegated: isNegated, condition: .anywhere(word.lowercased()))
  }

  private static func number(_ text: Substring, of quantity: Quantity) -> Double? {
    guard quantity == .age, let unit = text.last, let factor = ["s": 1.0, "m": 60, "h": 3600, "d": 86400][unit] else {
      return Double(text)
    }
    return Double(text.dropLast()).map { $0 * factor }
  }

  func matches(_ entry: OrderEntry, now: Timestamp) -> Bool {
    terms.allSatisfy { $0.isNegated != holds($0.condition, entry, now: now) }
  }

  private func holds(_ condition: Condition, _ entry: OrderEntry, now: Timestamp) -> Bool {
    switch condition {
    case .anywhere(let text):
      return entry.id.rawValue.containsFolded(text) || entry.status.word.containsFolded(text)
        || entry.customerID?.containsFolded(text) == true || entry.place?.containsFolded(text) == true
        || entry.items.contains { $0.itemID.containsFolded(text) || $0.name?.containsFolded(text) == true }
    case .text(let field, let text, let isExact):
      func test(_ value: String?) -> Bool {
        guard let value else { return false }
        return isExact ? value.lowercased() == text : value.containsFolded(text)
      }
      switch field {
      case .id, .order: return test(entry.id.rawValue)
      case .customer: return test(entry.customerID)
      case .status: return test(entry.status.word)
      case .where: return test(entry.place)
      case .item: return entry.items.contains { test($0.itemID) || test($0.name) }
      }
    case .number(let quantity, let comparison, let value):
      let mine: Double? =
        switch quantity {
        case .total: entry.shownTotal?.value.approximate
        case .items: entry.shownItemCount?.value.approximate
        case .age: Double(now.milliseconds) / 1000 - Double(entry.statusSince.milliseconds) / 1000
        }
      guard let mine else { return false }
      switch comparison {
      case .atLeast: return mine >= value
      case .atMost: return mine <= value
      case .above: return mine > value
      case .below: return mine < value
      case .equal: return mine == value
      }
    }
  }
}

extension String {
  /// Whether a lower-cased text occurs in this one, upper and lower case being one. Fast for ASCII, right for the rest.
  fileprivate func containsFolded(_ text: String) -> Bool {
    if text.isEmpty { return true }
    let needle = text.utf8
    guard utf8.count >= needle.count || !text.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
    guard utf8.allSatisfy({ $0 < 0x80 }) else { return lowercased().contains(text) }
    guard let first = needle.first else { return true }
    var start = utf8.startIndex
    while start != utf8.endIndex {
      if utf8[start].asciiLowercased == first,
        utf8[start...].lazy.map(\.asciiLowercased).starts(with: needle)
      {
        return true
      }
      utf8.formIndex(after: &start)
    }
    return false
  }
}

extension UInt8 {
  fileprivate var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
