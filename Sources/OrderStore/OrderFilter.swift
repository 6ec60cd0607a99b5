import OrderProtocol

/// A filter as typed: words separated by blanks, all of which must match. A word is one of
///
/// - `text`, `"a text with blanks"`: anywhere in id, customer, status, place, an item's name or id; upper and lower case
///   are one.
/// - `field:text` (contains), `field=text`, `field!=text`, with a ``TextField``; the text may be in quotes.
/// - `field>number`, `<`, `>=`, `<=`, `=`, `!=`, with a ``NumberField``; ages are `90s`, `10m`, `2h`, `1d`.
/// - `is:state`, with a ``State``.
/// - either with the name of a field that the protocol does not name, or `field.` and its name.
/// - `!word`: not.
///
/// A word that begins like a condition and is none counts for nothing, and is told in ``problem``.
struct OrderFilter: Equatable, Sendable {
  enum TextField: String, CaseIterable {
    case id, order, customer, status, `where`, item, carrier, tracking, reason, assigned
  }

  enum NumberField: String, CaseIterable { case total, items, age }

  /// What an order can be beside its fields.
  enum State: String, CaseIterable {
    case late
    /// About to be late.
    case soon
    /// With an alarm of whatever kind.
    case alarm
    /// With an alarm that nobody has acknowledged.
    case new
    case open, closed
  }

  enum Comparison: String {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case equal = "="
  }

  enum Condition: Equatable, Sendable {
    case anywhere(FoldedText)
    case text(TextField, FoldedText, isExact: Bool)
    case number(NumberField, Comparison, Double)
    case state(State)
    /// Of a field that the protocol does not name.
    case otherText(name: FoldedText, FoldedText, isExact: Bool)
    case otherNumber(name: FoldedText, Comparison, Double)
  }

  struct Term: Equatable, Sendable {
    var isNegated: Bool
    var condition: Condition
  }

  let terms: [Term]
  /// What is wrong with the first word that counts for nothing.
  let problem: FilterProblem?
  /// The fields it asks for that the protocol does not name.
  let otherFields: [String]

  /// Whether it lets everything through.
  var isEmpty: Bool { terms.isEmpty }

  /// Whether what matches changes as time goes by.
  let dependsOnTime: Bool

  init(_ text: String) {
    var terms: [Term] = []
    var problem: FilterProblem?
    var otherFields: [String] = []
    for word in FilterWord.words(of: text) {
      switch Self.term(word, &otherFields) {
      case .success(let term): terms.append(term)
      case .failure(let failure): problem = problem ?? failure
      }
    }
    self.terms = terms
    self.problem = problem
    self.otherFields = otherFields
    dependsOnTime = terms.contains { $0.condition.dependsOnTime }
  }

  func matches(_ entry: OrderEntry, limits: AgeLimits, now: Timestamp) -> Bool {
    terms.allSatisfy { $0.isNegated != holds($0.condition, entry, limits: limits, now: now) }
  }

  private func holds(_ condition: Condition, _ entry: OrderEntry, limits: AgeLimits, now: Timestamp) -> Bool {
    switch condition {
    case .state(let state): return entry.isIn(state, limits: limits, now: now)
    case .anywhere(let text): return entry.mentions(text)
    case .text(let field, let text, let isExact):
      return entry.texts(of: field) { isExact ? text.equals($0) : text.occurs(in: $0) }
    case .number(let field, let comparison, let value):
      guard let mine = entry.number(of: field, now: now) else { return false }
      return comparison.holds(mine, value)
    case .otherText(let name, let text, let isExact):
      return entry.unknown.contains { field in
        name.equals(field.name) && (isExact ? text.equals(field.bareText) : text.occurs(in: field.json))
      }
    case .otherNumber(let name, let comparison, let value):
      return entry.unknown.contains { field in
        name.equals(field.name) && Double(field.bareText).map { comparison.holds($0, value) } == true
      }
    }
  }
}

extension OrderFilter.Condition {
  fileprivate var dependsOnTime: Bool {
    switch self {
    case .number(.age, _, _), .state(.late), .state(.soon): true
    default: false
    }
  }
}

extension OrderFilter.Comparison {
  fileprivate func holds(_ mine: Double, _ value: Double) -> Bool {
    switch self {
    case .atLeast: mine >= value
    case .atMost: mine <= value
    case .above: mine > value
    case .below: mine < value
    case .equal: mine == value
    }
  }
}

extension OrderEntry {
  /// Whether a text occurs in what a row of it may show, or in its items.
  func mentions(_ text: FoldedText) -> Bool {
    text.occurs(in: id.rawValue) || text.occurs(in: status.word) || customerID.map(text.occurs) == true
      || place.map(text.occurs) == true
      || items.contains { text.occurs(in: $0.itemID) || $0.name.map(text.occurs) == true }
  }

  fileprivate func texts(of field: OrderFilter.TextField, contain test: (String) -> Bool) -> Bool {
    switch field {
    case .id, .order: test(id.rawValue)
    case .customer: customerID.map(test) == true
    case .status: test(status.word)
    case .where: place.map(test) == true
    case .item: items.contains { test($0.itemID) || $0.name.map(test) == true }
    case .carrier: carrier.map(test) == true
    case .tracking: trackingNumber.map(test) == true
    case .reason: cancellationReason.map(test) == true
    case .assigned: assignedTo.map(test) == true
    }
  }

  fileprivate func isIn(_ state: OrderFilter.State, limits: AgeLimits, now: Timestamp) -> Bool {
    switch state {
    case .late: limits.severity(of: status, age: age(at: now)) == .late
    case .soon: limits.severity(of: status, age: age(at: now)) == .warning
    case .alarm: alarm != nil
    case .new: alarm.map { $0.state == .new || $0.state == .cleared } ?? false
    case .open: !status.isClosed
    case .closed: status.isClosed
    }
  }

  fileprivate func number(of field: OrderFilter.NumberField, now: Timestamp) -> Double? {
    switch field {
    case .total: shownTotal?.value.approximate
    case .items: shownItemCount?.value.approximate
    case .age: Double(now.milliseconds) / 1000 - Double(statusSince.milliseconds) / 1000
    }
  }
}

extension UnknownField {
  /// The value without the quotes of a JSON string.
  fileprivate var bareText: String {
    json.utf8.count >= 2 && json.hasPrefix("\"") ? String(json.dropFirst().dropLast()) : json
  }
}
