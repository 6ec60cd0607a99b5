/// What was wrong with the fields of one payload. Bounded, however much was.
struct PayloadProblems {
  /// More than these are only counted.
  static let maximumCount = 6

  private var problems: [(field: String, text: String)] = []
  private var omitted = 0

  var isEmpty: Bool { problems.isEmpty && omitted == 0 }

  mutating func add(_ field: String, _ text: String) {
    guard problems.count < Self.maximumCount else {
      omitted += 1
      return
    }
    problems.append((field, text))
  }

  func contains(_ field: String) -> Bool { problems.contains { $0.field == field } }

  /// Forgets what was wrong with a field, because it comes once more and the last one counts.
  mutating func forget(_ field: String) {
    problems.removeAll { $0.field == field || $0.field.hasPrefix(field + "[") }
  }

  /// All in one line: `total: expected a number, got a string; items: …`. `nil` when nothing was wrong.
  var summary: String? {
    guard !isEmpty else { return nil }
    var parts = problems.map { "\($0.field): \($0.text)" }
    if omitted > 0 { parts.append("\(omitted) more") }
    return parts.joined(separator: "; ")
  }
}
