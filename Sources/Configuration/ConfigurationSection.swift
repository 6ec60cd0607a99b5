import Dashboard
import EventStream
import OrderProtocol
import OrderStore
import TOML

/// A table of the file.
package struct ConfigurationSection: Sendable {
  typealias Read =
    @Sendable (TOMLTable.Entry, FileContext, inout Configuration, ConfigurationSource) throws(ValueProblem) -> Void

  package let name: String
  /// The keys it can have; empty where `read` takes keys of any name.
  package let keys: [ConfigurationKey]
  /// What keys of any name say, in sentences; `nil` where each key tells.
  package let meaning: String?
  /// Reads what is none of the keys; `nil`: that is an error.
  let read: Read?
  let lines: @Sendable (Configuration) -> [ConfigurationLine]

  private init(_ name: String, _ keys: [ConfigurationKey]) {
    self.name = name
    self.keys = keys
    meaning = nil
    read = nil
    lines = { configuration in keys.map { $0.line(configuration) } }
  }

  init(
    _ name: String, meaning: String, lines: @escaping @Sendable (Configuration) -> [ConfigurationLine],
    read: @escaping Read
  ) {
    self.name = name
    keys = []
    self.meaning = meaning
    self.read = read
    self.lines = lines
  }

  /// All of them, in the order that they are printed in.
  package static let all = [
    ConfigurationSection("stream", stream), ConfigurationSection("state", state),
    ConfigurationSection("screen", screen), keys, limits, ConfigurationSection("notifications", notifications),
    ConfigurationSection("demo", demo), ConfigurationSection("tail", tail), ConfigurationSection("record", record),
    ConfigurationSection("status", status), ConfigurationSection("export", export),
  ]
}

extension ConfigurationSection {
  private static let stream = [
    ConfigurationKey(
      "url", option: "--url", \.url, ValueForm.text.checked(problem(ofURL:)), absent: "not set",
      secret: { $0.contains("?") ? "not printed, because its query may hold a secret" : nil }),
    ConfigurationKey("customer-id", option: "--customer-id", \.customerID, .text, absent: "not set"),
    ConfigurationKey("order-id", option: "--order-id", \.orderID, .text, absent: "not set"),
    ConfigurationKey("event-types", option: "--event-types", \.eventTypes, .commaSeparated, absent: "not set"),
    ConfigurationKey(
      "since", option: "--since", \.since,
      ValueForm.text.checked { Timestamp($0) == nil ? "should be a time like \"2024-07-15T14:00:00Z\"" : nil },
      absent: "not set"),
    ConfigurationKey(
      "headers", option: "--header", \.headers, .headers,
      secret: { fields in
        fields.isEmpty
          ? nil
          : fields.map { DocumentError.printable($0.name, limit: 60) }.joined(separator: ", ")
            + "; not printed, because values may be secrets"
      }),
    ConfigurationKey(
      "token-file", option: "--token-file", \.token, .tokenFile,
      secret: { token in
        switch token {
        case .none: "not set"
        case .environment: "the token is that of ORDERTOP_TOKEN"
        case .file: nil
        }
      }),
    ConfigurationKey("cacert", option: "--cacert", \.cacert, .path, absent: "not set"),
    ConfigurationKey(
      "heartbeat-timeout", option: "--heartbeat-timeout", \.heartbeatTimeout, ValueForm.seconds.positive),
    ConfigurationKey("retry-base", option: "--retry-base", \.retryBase, .seconds),
    ConfigurationKey("retry-max", option: "--retry-max", \.retryMax, .seconds),
    ConfigurationKey(
      "max-retries", option: "--max-retries", \.maxRetries, .retries,
      absent: "10, and the dashboard then goes on as OFFLINE"),
  ]

  @Sendable private static func problem(ofURL text: String) -> String? {
    do throws(InvalidStreamRequest) {
      _ = try StreamRequest(url: text)
      return nil
    } catch {
      return error.reason
    }
  }

  private static let state = [
    ConfigurationKey(
      "dir", option: "--state-dir", \.stateDirectory, .path, absent: "there is no home to save in"),
    ConfigurationKey("closed-on-board", option: "--closed-on-board", \.closedOnBoard, .time),
    ConfigurationKey("closed-in-state", option: "--closed-in-state", \.closedInState, .time),
    ConfigurationKey("journal-events", option: "--journal-events", \.journalEvents, .integer(in: 0 ... .max)),
    ConfigurationKey("journal-size", option: "--journal-size", \.journalBytes, .bytes),
  ]

  private static let screen = [
    ConfigurationKey(
      "theme", option: "--theme", \.theme, .text,
      absent: "the one used last, or \(ThemeCatalog.defaultName)"),
    ConfigurationKey("ascii", option: "--ascii", \.ascii, .boolean),
    ConfigurationKey("board", option: "--board", \.board, .boolean),
    ConfigurationKey(
      "columns", meaning: "The columns of the orders, from the left. `order` cannot be left out.", \.columns, .columns),
    ConfigurationKey(
      "mouse",
      meaning: "Whether clicks and the wheel work from the start; otherwise the terminal selects text with them.",
      \.mouse, .boolean),
  ]

  private static let notifications = [
    ConfigurationKey("bell", meaning: "Whether the bell rings for what is new.", \.bell, .boolean),
    ConfigurationKey("bell-interval", meaning: "The bell does not ring more often.", \.bellInterval, .time),
    ConfigurationKey(
      "on",
      meaning:
        "What somebody is called for, of \(AlarmSettings.Event.allCases.map(\.rawValue).joined(separator: ", ")).",
      \.alarmEvents, .alarmEvents),
    ConfigurationKey(
      "command",
      meaning:
        "A program and its arguments, run without a shell for what somebody is called for; none for an empty list.",
      \.alarmCommand, .texts),
    ConfigurationKey(
      "shelve", meaning: "How long the key that puts an alarm off does so.", \.shelveDuration, ValueForm.time.positive),
    ConfigurationKey(
      "hysteresis", meaning: "An alarm ends when the order was within its limit for so long.", \.hysteresis, .time),
  ]

  private static let demo = [
    ConfigurationKey("recording", option: "--recording", \.recording, .path, absent: "the bundled one"),
    ConfigurationKey("speed", option: "--speed", \.speed, .decimal(in: 0.01...1_000)),
    ConfigurationKey("loop", option: "--loop", \.loop, .boolean),
  ]

  private static let tail = [ConfigurationKey("format", option: "--format", \.tailFormat, .word("format"))]

  private static let record = [
    ConfigurationKey(
      "max-size", option: "--max-size", \.recordSize, ValueForm.bytes.checked { $0 > 0 ? nil : "must be more than 0" }),
    ConfigurationKey(
      "duration", option: "--duration", \.recordDuration, ValueForm.seconds.positive,
      absent: "until something else ends it"),
  ]

  private static let status = [
    ConfigurationKey("format", option: "--format", \.statusFormat, .word("format")),
    ConfigurationKey(
      "width", option: "--width", \.statusWidth, .integer(in: StatusLine.widths), absent: "80, 60 for tmux"),
  ]

  private static let export = [ConfigurationKey("format", option: "--format", \.exportFormat, .word("format"))]
}
