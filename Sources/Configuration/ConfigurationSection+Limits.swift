import OrderProtocol
import OrderStore
import TOML

extension ConfigurationSection {
  /// No more statuses can have a limit: every one is looked at for every order.
  static let statusLimit = 50

  /// `[limits]`: `PENDING = "10m"`, `PENDING = { warn = "8m", late = "10m" }` or `PENDING = "off"`.
  static let limits = ConfigurationSection(
    "limits",
    meaning: """
      For each status how long an order may be in it: a time after which it is late, so that four fifths of it are the \
      warning; both steps, as { warn = "8m", late = "10m" }; or "off". Any status of the server will do; "*" is every status of open \
      orders that is not named here. \
      Default: \(LimitSettings().choices.map { "\(TOMLText.key($0.status.word)) \($0.steps.value.map(text) ?? "off")" }.joined(separator: ", ")).
      """
  ) { configuration in
    configuration.limits.choices.map { choice in
      .value(
        name: TOMLText.key(choice.status.word), text: choice.steps.value.map(text) ?? "\"off\"",
        source: choice.steps.source)
    }
  } read: { (entry, _, configuration, source) throws(ValueProblem) in
    let status = try status(entry, &configuration, source)
    configuration.limits.set(status, try steps(entry.value), from: source)
    guard configuration.limits.choices.count(where: { $0.status != AgeLimits.rest }) <= statusLimit else {
      throw ValueProblem("more than \(statusLimit) statuses with a limit", at: entry.position)
    }
  }

  private static func status(
    _ entry: TOMLTable.Entry, _ configuration: inout Configuration, _ source: ConfigurationSource
  ) throws(ValueProblem) -> OrderStatus {
    let status = OrderStatus(entry.key)
    guard !status.isClosed else {
      throw ValueProblem("orders that are \(status.word) are closed, and have no limit", at: entry.position)
    }
    guard case .other(let word) = status else { return status }
    guard !word.isEmpty else { throw ValueProblem("a status has a name", at: entry.position) }
    let known = AgeLimits.standard.limited.map(\.word)
    // The words are the server's, to the letter.
    if let meant = known.first(where: { $0 == word.uppercased() }) {
      throw ValueProblem(
        "\(DocumentError.quoted(word)) is no status of the protocol", at: entry.position, suggestion: meant)
    }
    if let near = nearestName(to: word, among: known), case .file(let file, let position) = source {
      // A server may have such a status: it is taken, and said.
      configuration.warnings.append(
        DocumentError(
          file: file, position: position, reason: "\(DocumentError.quoted(word)) is no status of the protocol",
          suggestion: near))
    }
    return status
  }

  private static func steps(_ value: TOMLValue) throws(ValueProblem) -> AgeLimits.Steps? {
    switch value.content {
    case .string("off"): return nil
    case .table(let table): return try steps(table, at: value.position)
    default:
      let late = try positive(value)
      return AgeLimits.Steps(warning: warning(before: late), late: late)
    }
  }

  private static func steps(_ table: TOMLTable, at position: TextPosition) throws(ValueProblem) -> AgeLimits.Steps {
    let names = ["warn", "late"]
    for entry in table.entries where !names.contains(entry.key) {
      throw ValueProblem(
        "unknown key \(DocumentError.quoted(entry.key)); a limit has 'warn' and 'late'", at: entry.position,
        suggestion: nearestName(to: entry.key, among: names))
    }
    guard let late = table["late"] else { throw ValueProblem("'late' is missing", at: position) }
    let limit = try positive(late)
    guard let warn = table["warn"] else { return AgeLimits.Steps(warning: warning(before: limit), late: limit) }
    let warning = try warn.duration()
    guard warning <= limit else { throw ValueProblem("'warn' must not be more than 'late'", at: warn.position) }
    return AgeLimits.Steps(warning: warning, late: limit)
  }

  private static func positive(_ value: TOMLValue) throws(ValueProblem) -> Duration {
    let duration = try value.duration()
    guard duration > .zero else {
      throw ValueProblem("must be more than 0; \"off\" means no limit", at: value.position)
    }
    return duration
  }

  /// Four fifths of the time, in whole microseconds: no more can be printed.
  private static func warning(before late: Duration) -> Duration {
    let (seconds, attoseconds) = late.components
    return .microseconds((seconds * 1_000_000 + attoseconds / 1_000_000_000_000) * 4 / 5)
  }

  @Sendable private static func text(_ steps: AgeLimits.Steps) -> String {
    "{ warn = \"\(TimeSpan.text(steps.warning))\", late = \"\(TimeSpan.text(steps.late))\" }"
  }
}
