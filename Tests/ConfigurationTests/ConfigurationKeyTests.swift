import Dashboard
import EventStream
import OrderStore
import SavedState
import Testing

@testable import OrdertopConfiguration

/// Every key of the file, one by one.
struct ConfigurationKeyTests {
  /// By section and key: a value as it is written, as it is printed, and what it comes to.
  private static let samples: [String: (written: String, printed: String, holds: @Sendable (Configuration) -> Bool)] = [
    "stream.url": ("'http://h:1/x'", "\"http://h:1/x\"", { $0.url.value == "http://h:1/x" }),
    "stream.customer-id": ("'cust \"1\"'", "\"cust \\\"1\\\"\"", { $0.customerID.value == "cust \"1\"" }),
    "stream.order-id": ("'o\\1'", "\"o\\\\1\"", { $0.orderID.value == "o\\1" }),
    "stream.event-types": ("['a', 'b']", "[\"a\", \"b\"]", { $0.eventTypes.value == "a,b" }),
    "stream.since": (
      "'2026-01-01T00:00:00Z'", "\"2026-01-01T00:00:00Z\"", { $0.since.value == "2026-01-01T00:00:00Z" }
    ),
    "stream.headers": ("[]", "[]", { $0.headers.value == [] }),
    "stream.token-file": ("'~/t'", "\"/home/me/t\"", { $0.token.value == .file("/home/me/t") }),
    "stream.cacert": ("'ca/all.pem'", "\"/folder/ca/all.pem\"", { $0.cacert.value == "/folder/ca/all.pem" }),
    "stream.heartbeat-timeout": ("2.5", "2.5", { $0.heartbeatTimeout.value == .milliseconds(2500) }),
    "stream.retry-base": ("'2m'", "120", { $0.retryBase.value == .seconds(120) }),
    "stream.retry-max": ("0", "0", { $0.retryMax.value == .zero }),
    "stream.max-retries": ("'unlimited'", "\"unlimited\"", { $0.maxRetries.value == .unlimited }),
    "state.dir": ("'/s'", "\"/s\"", { $0.stateDirectory.value == "/s" }),
    "state.closed-on-board": ("'90m'", "\"90m\"", { $0.retention.closedOnBoard == .seconds(5400) }),
    "state.closed-in-state": ("864000", "\"10d\"", { $0.retention.closedInState == .seconds(864_000) }),
    "state.journal-events": ("0", "0", { $0.retention.journalEvents == 0 }),
    "state.journal-size": ("'2g'", "\"2G\"", { $0.retention.journalBytes == 2 << 30 }),
    "screen.theme": ("'paper'", "\"paper\"", { $0.theme.value == "paper" }),
    "screen.ascii": ("true", "true", { $0.ascii.value }),
    "screen.board": ("true", "true", { $0.board.value }),
    "screen.columns": ("['total', 'order']", "[\"total\", \"order\"]", { $0.screen.columns == [.total, .order] }),
    "screen.mouse": ("false", "false", { !$0.screen.mouse }),
    "notifications.bell": ("false", "false", { !$0.alarms.ringsBell }),
    "notifications.bell-interval": ("'1m'", "\"1m\"", { $0.alarms.bellInterval == .seconds(60) }),
    "notifications.on": ("['gap', 'late']", "[\"late\", \"gap\"]", { $0.alarms.events == [.late, .gap] }),
    "notifications.command": ("['say', 'x y']", "[\"say\", \"x y\"]", { $0.alarms.command == ["say", "x y"] }),
    "notifications.shelve": ("'1h'", "\"1h\"", { $0.alarms.shelveDuration == .seconds(3600) }),
    "notifications.hysteresis": ("0.25", "\"0.25s\"", { $0.alarms.hysteresis == .milliseconds(250) }),
    "demo.recording": ("'../a.sse'", "\"/folder/../a.sse\"", { $0.recording.value == "/folder/../a.sse" }),
    "demo.speed": ("0.5", "0.5", { $0.speed.value == 0.5 }),
    "demo.loop": ("true", "true", { $0.loop.value }),
    "tail.format": ("'jsonl'", "\"jsonl\"", { $0.tailFormat.value == .jsonl }),
    "record.max-size": ("1000", "1000", { $0.recordSize.value == 1000 }),
    "record.duration": ("'1h'", "3600", { $0.recordDuration.value == .seconds(3600) }),
    "status.format": ("'tmux'", "\"tmux\"", { $0.statusFormat.value == .tmux }),
    "status.width": ("100", "100", { $0.statusWidth.value == 100 }),
    "export.format": ("'csv'", "\"csv\"", { $0.exportFormat.value == .csv }),
  ]

  static let keys = ConfigurationSection.all.flatMap { section in
    section.keys.map { (section: section.name, key: $0.name) }
  }

  @Test("each key is read, beats the default, and is printed with its place", arguments: keys)
  func key(section: String, key: String) throws {
    let sample = try #require(Self.samples["\(section).\(key)"])
    let configuration = try Configuration(file: "[\(section)]\n  \(key) = \(sample.written)\n")
    #expect(sample.holds(configuration))
    let line = configuration.document.split(separator: "\n").first { $0.hasPrefix("\(key) = \(sample.printed) ") }
    #expect(line?.hasSuffix("# c.toml:2:3") == true, "\(configuration.document)")
    if section != "stream" || key != "headers" { #expect(!sample.holds(Configuration())) }
  }

  @Test("what is printed is read back as the same, key by key", arguments: keys)
  func readBack(section: String, key: String) throws {
    let sample = try #require(Self.samples["\(section).\(key)"])
    let configuration = try Configuration(file: "\(section).\(key) = \(sample.written)\n")
    let again = try Configuration(file: configuration.document)
    #expect(sample.holds(again))
    #expect(again.values == configuration.values)
  }

  @Test("each refuses a value of another kind, and says where", arguments: keys)
  func wrongKind(section: String, key: String) {
    let mistakes = Configuration.mistakes("[\(section)]\n\(key) = 2026-11-24\n")
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.hasPrefix("c.toml:2:\(key.utf8.count + 4): \(section).\(key): ") == true, "\(mistakes)")
  }

  @Test("all defaults are read back as they are")
  func defaults() throws {
    let defaults = Configuration(stateDirectory: "/state")
    let again = try Configuration(file: defaults.document)
    #expect(again.values == defaults.values)
    #expect(again.limits.limits == .standard)
    #expect(again.retention == Retention())
    #expect(again.alarms == AlarmSettings())
    #expect(again.screen.columns == OrderColumn.standard)
  }
}
