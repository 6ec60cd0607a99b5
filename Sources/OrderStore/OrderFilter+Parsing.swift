extension OrderFilter {
  /// What may stand before the name of a field that the protocol does not name, e.g. where it has a name of its own here.
  private static let otherPrefix = "field."

  /// The name that asks for a ``State``.
  private static let stateName = "is"

  /// The names that ``TextField``, ``NumberField`` and ``State`` are asked for by.
  static let fieldNames = TextField.allCases.map(\.rawValue) + NumberField.allCases.map(\.rawValue) + [stateName]

  /// What a word asks for; the names of fields that the protocol does not name are noted.
  static func term(
    _ word: FilterWord, _ otherFields: inout [String]
  ) -> Result<Term, FilterProblem> {
    guard !word.mark.isEmpty else {
      return .success(Term(isNegated: word.isNegated, condition: .anywhere(FoldedText(word.value))))
    }
    let isNegated = word.isNegated != (word.mark == "!=")
    let result: Result<Condition, FilterProblem>
    if let field = NumberField(rawValue: word.name.lowercased()) {
      result = number(word, isTime: field == .age).map { .number(field, $0, $1) }
    } else if let field = TextField(rawValue: word.name.lowercased()) {
      result = text(word).map { .text(field, $0, isExact: $1) }
    } else if word.name.lowercased() == stateName {
      result = state(word)
    } else {
      result = other(word, &otherFields)
    }
    return result.map { Term(isNegated: isNegated, condition: $0) }
  }

  private static func text(_ word: FilterWord) -> Result<(FoldedText, isExact: Bool), FilterProblem> {
    switch word.mark {
    case ":": .success((FoldedText(word.value), false))
    case "=", "!=": .success((FoldedText(word.value), true))
    default: .failure(.noComparison(field: word.name, mark: word.mark))
    }
  }

  private static func state(_ word: FilterWord) -> Result<Condition, FilterProblem> {
    text(word).flatMap { _ in
      guard let state = State(rawValue: word.value.lowercased()) else {
        return .failure(.noState(word.value, states: State.allCases.map(\.rawValue)))
      }
      return .success(.state(state))
    }
  }

  private static func number(
    _ word: FilterWord, isTime: Bool = false
  ) -> Result<(Comparison, Double), FilterProblem> {
    guard !word.value.isEmpty else { return .failure(.noValue(field: word.name)) }
    guard let value = isTime ? seconds(word.value) : Double(word.value), value.isFinite else {
      return .failure(isTime ? .noTime(word.value) : .noNumber(word.value))
    }
    return .success((Comparison(rawValue: word.mark) ?? .equal, value))
  }

  private static func seconds(_ text: String) -> Double? {
    guard let unit = text.last, let factor = ["s": 1.0, "m": 60, "h": 3600, "d": 86400][unit] else {
      return Double(text)
    }
    return Double(text.dropLast()).map { $0 * factor }
  }

  private static func other(_ word: FilterWord, _ otherFields: inout [String]) -> Result<Condition, FilterProblem> {
    let hasPrefix = word.name.hasPrefix(otherPrefix) && word.name.count > otherPrefix.count
    let name = hasPrefix ? String(word.name.dropFirst(otherPrefix.count)) : word.name
    otherFields.append(name)
    if [":", "=", "!="].contains(word.mark) {
      return text(word).map { .otherText(name: FoldedText(name), $0, isExact: $1) }
    }
    return number(word).map { .otherNumber(name: FoldedText(name), $0, $1) }
  }
}
