import TOML

/// Why a value cannot be taken.
struct ValueProblem: Error {
  var reason: String
  var position: TextPosition
  var suggestion: String?

  init(_ reason: String, at position: TextPosition, suggestion: String? = nil) {
    self.reason = reason
    self.position = position
    self.suggestion = suggestion
  }
}

/// What a file's values depend on besides themselves.
struct FileContext: Sendable {
  /// Paths in the file begin here: the folder that it is in.
  var folder: String
  /// What `~/` stands for.
  var home: String?
}

/// How a value is written in the file: what is read from it, and how it is printed so that the same is read back.
struct ValueForm<Value: Equatable & Sendable>: Sendable {
  typealias Read = @Sendable (TOMLValue, FileContext) throws(ValueProblem) -> Value

  let read: Read
  /// As TOML.
  let text: @Sendable (Value) -> String

  init(_ text: @escaping @Sendable (Value) -> String, read: @escaping Read) {
    self.read = read
    self.text = text
  }

  /// Those that satisfy a condition, or the reason why not.
  func checked(_ problem: @escaping @Sendable (Value) -> String?) -> Self {
    ValueForm(text) { [read] (value, context) throws(ValueProblem) in
      let result = try read(value, context)
      if let reason = problem(result) { throw ValueProblem(reason, at: value.position) }
      return result
    }
  }
}

extension TOMLValue {
  func mismatch(_ expected: String) -> ValueProblem {
    ValueProblem("should be \(expected), not \(kind)", at: position)
  }

  func string() throws(ValueProblem) -> String {
    guard case .string(let text) = content else { throw mismatch("a string") }
    guard !text.isEmpty else { throw ValueProblem("must not be empty", at: position) }
    guard !text.unicodeScalars.contains("\0") else { throw ValueProblem("holds a NUL character", at: position) }
    return text
  }

  func elements() throws(ValueProblem) -> [TOMLValue] {
    guard case .array(let elements) = content else { throw mismatch("a list") }
    return elements
  }

  /// One of some words.
  func word<Word: RawRepresentable & CaseIterable>(_ what: String) throws(ValueProblem) -> Word
  where Word.RawValue == String {
    let text = try string()
    if let word = Word(rawValue: text) { return word }
    let names = Word.allCases.map(\.rawValue)
    throw ValueProblem(
      "unknown \(what) \(DocumentError.quoted(text)); there are \(names.joined(separator: ", "))", at: position,
      suggestion: nearestName(to: text, among: names))
  }

  /// A length of time: a number of seconds, or a string with its unit.
  func duration() throws(ValueProblem) -> Duration {
    let span: TimeSpan?
    switch content {
    case .integer(let number): span = TimeSpan(seconds: Double(number))
    case .decimal(let number): span = TimeSpan(seconds: number)
    case .string(let text): span = TimeSpan(text)
    default: throw mismatch("a time: a number of seconds, or a string like \"45m\"")
    }
    if let span { return span.duration }
    throw ValueProblem(
      "is no time: a number of seconds up to 1e9, or a string like \"90s\", \"45m\", \"24h\", \"30d\"",
      at: position)
  }
}
