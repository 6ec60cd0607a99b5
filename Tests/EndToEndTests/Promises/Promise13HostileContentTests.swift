import Glibc
import OrderProtocol
import Persistence
import SavedState
import TestSupport
import Testing

/// `TerminalTextTests` say what each text becomes, `Promise13ArgumentsTests` the same of arguments.
@Suite(
  "Promise 13: nothing reaches the terminal but drawing vocabulary and sanitised text", .serialized,
  .timeLimit(.minutes(5)))
struct Promise13HostileContentTests {
  private static let columns = 180
  private static let rows = 50
  private static let vocabulary = TerminalVocabulary(columns: columns, rows: rows)
  /// Every pane, list, column and mode; MARK is looked for, and typed; no key that copies.
  private static let keys = [
    "?", "?", "\r", "j", "\u{4}", "\u{1B}", "t", "j", "\u{1B}", "b", "b", "i", "j", "i", "3", "g", "G", "1", "s", "s",
    "s",
    "s", "s", "s", "s", "S", "o", "\u{1B}", "/MARK", "\r", "/\u{202E}\u{9B}31m\u{200B}x", "\r", "/nosuch:\u{9B}31m",
    "\r",
    "\u{1B}", "\u{1B}", "fMARK", "\r", "n", "N", "\u{1B}", "3fMARK", "\r", "n", "\u{1B}", "1", "T", "j", "k", "\u{1B}",
    "!",
    "!", "z", "a", "A", "p", "G", "g", "p", "m", "m", "\u{C}", "2", "G", "g", "1",
  ]

  /// The panes alone.
  private static let fewKeys = ["?", "?", "\r", "\u{1B}", "b", "b", "i", "i", "3", "g", "G", "T", "\u{1B}"]

  /// Uses everything there is in a program that has drawn, and looks at every byte it sent.
  private func expectHarmless(
    _ terminal: PseudoTerminal, until text: String = "MARK", says isMarked: Bool = true, keys: [String] = Self.keys,
    ending: Int32 = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await terminal.output(until: text)
    for key in keys {
      await terminal.type(key)
      try await Task.sleep(for: .milliseconds(60))
    }
    _ = await terminal.takeOutput()
    await terminal.type("Q")
    let end = try await terminal.end()
    #expect(end == .exited(ending), sourceLocation: sourceLocation)
    let transcript = await terminal.transcript
    #expect(Self.vocabulary.violations(in: transcript) == [], sourceLocation: sourceLocation)
    for attack in Attack.forbidden {
      #expect(
        transcript.firstRange(of: Array(attack.utf8)) == nil, "\(attack.debugDescription)",
        sourceLocation: sourceLocation)
    }
    if isMarked { #expect(transcript.firstRange(of: Array("MARK".utf8)) != nil, sourceLocation: sourceLocation) }
  }

  private func start(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(columns: Self.columns, rows: Self.rows)
    try await terminal.start(
      BuiltProgram.path("ordertop"), arguments,
      environment: PseudoTerminal.environment.merging(environment) { $1 })
    return terminal
  }

  /// The bytes that a program which draws nothing sends to its terminal until its end.
  private func plain(
    _ arguments: [String], environment: [String: String] = [:], signalAfter text: String? = nil
  ) async throws -> [UInt8] {
    let terminal = try await start(arguments, environment: environment)
    if let text {
      try await terminal.output(until: text)
      await terminal.signal(SIGTERM)
    }
    _ = try await terminal.end()
    return await terminal.transcript
  }

  private static let script: [LoopbackStep] = [
    .request, .eventStreamHead("X-Stream-Id: \(Attack.line(Attack.whole))"), .send(Attack.events()),
  ]

  @Test("a live stream that says it in every field, in every pane, and in the window's title")
  func live() async throws {
    let server = try LoopbackServer(Self.script + [.stall])
    try await expectHarmless(try await BoardFolder().start(server.orders, Self.columns, Self.rows))
  }

  @Test("the same where the locale is not UTF-8: ASCII alone, in the title as well")
  func ascii() async throws {
    let server = try LoopbackServer(Self.script + [.stall])
    let terminal = try await BoardFolder().watch(
      server.orders, columns: Self.columns, rows: Self.rows, environment: ["LC_ALL": "C"])
    try await expectHarmless(terminal, keys: Self.fewKeys)
    #expect(await !terminal.transcript.contains { $0 >= 0x7F })
    #expect(await terminal.transcript.firstRange(of: Array("\u{1B}]2;".utf8)) != nil)
  }

  @Test("a server that says it where it refuses, redirects and announces")
  func refusals() async throws { try await together(0..<4) { try await expectHarmlessRefusal($0) } }

  private func expectHarmlessRefusal(_ index: Int) async throws {
    let attack = Attack.line(Attack.whole)
    let fatal = "event: error\ndata: {\"code\":\(Attack.json(Attack.whole)),\"message\":\(Attack.json(Attack.whole)),"
    let leave =
      "event: disconnecting\ndata: {\"reconnectAfter\":3600,\"reason\":\(Attack.json(Attack.whole)),\"message\":\(Attack.json(Attack.whole))}"
    let script = [
      LoopbackStep.answer("200 \(attack)", "Content-Type: text/MARK\(attack)"),
      LoopbackStep.answer("302 \(attack)", "Location: MARK://\(attack)"),
      LoopbackStep.stream("\(fatal)\"recoverable\":false}\n\n") + [.stall],
      LoopbackStep.stream("\(leave)\n\n"),
    ][index]
    let server = try LoopbackServer(script)
    let screen = try await BoardFolder().start(server.orders, Self.columns, Self.rows)
    try await expectHarmless(
      screen, until: ["STOPPED", "STOPPED", "STOPPED", "MAINTENANCE"][index], says: index > 1,
      ending: index < 3 ? 76 : 0)
    guard index < 3 else { return }
    let said = try await plain(["tail", "--url", server.orders])
    #expect(TerminalVocabulary.violations(inPlain: said) == [])
  }

  @Test("a recording, its marks included")
  func recording() async throws {
    let files = try TemporaryFolder()
    let attack = Attack.line(Attack.whole)
    var bytes = Array((SampleRecording.head + ": lost \(attack)\n: \(attack)\n").utf8) + Attack.events()
    bytes += Array(": lost \(attack)\n: +600\n: closed\n".utf8)
    try files.write(bytes, to: "hostile.sse")
    try await expectHarmless(try await start(["demo", "--recording", files.path("hostile.sse"), "--speed", "10"]))
    // A recording's name is shown as well.
    rename(files.path("hostile.sse"), files.path("\u{1B}]0;MARK\u{7}\u{202E}.sse"))
    let named = try await start(["demo", "--recording", files.path("\u{1B}]0;MARK\u{7}\u{202E}.sse")])
    try await expectHarmless(named, keys: Self.fewKeys)
  }

  /// Saves a state that says it in everything that is saved.
  private func save(_ saved: SavedStreams, _ url: String) async throws {
    let file = try await saved.writer(url)
    let now = saved.now
    let orders = Attack.all.dropLast().enumerated().map { index, attack in
      saved.order("MARK\(index)\(attack)", [.created, .other(attack), .shipped, .cancelled][index % 4]) { order in
        order.customerID = attack
        order.items = [
          OrderItem(itemID: attack, name: attack, unknown: [UnknownField(name: attack, json: Attack.json(attack))])
        ]
        (order.assignedTo, order.carrier, order.trackingNumber) = (attack, attack, attack)
        (order.cancellationReason, order.submittedAtText, order.lastEventID) = (attack, attack, Attack.line(attack))
        order.unknown = [UnknownField(name: attack, json: attack)]
        order.lateItems = [attack]
      }
    }
    let journal = orders.enumerated().map { index, order in
      JournalRecord(
        eventID: order.id.rawValue, type: Attack.all[index], orderID: order.id, receivedAt: now,
        data: Attack.json(Attack.all[index]))
    }
    let log = Attack.all.enumerated().map { index, attack in
      SavedLogEntry(number: index, at: now, level: index % 4, title: attack, text: attack)
    }
    let board = saved.board(orders) { board in
      board.connection.reason = Attack.whole
      board.connection.streamID = Attack.whole
      board.lastEventID = Attack.line(Attack.whole)
      board.gaps = [Gap(at: now, reason: Attack.whole, requestedID: Attack.whole, oldestAvailable: Attack.whole)]
      board.view.filter = "MARK\u{1B}]0;x\u{7}\u{202E}"
      board.view.sort = Attack.whole
      board.view.theme = Attack.whole
      board.view.selection = orders.first?.id.rawValue
    }
    try await file.write(
      Checkpoint(orders: orders, isComplete: true, journal: JournalBatch(journal), log: log, board: board))
    await file.close()
  }

  @Test("a saved state, on the dashboard, as status and as export")
  func saved() async throws {
    let server = try LoopbackServer([.request, .stall])
    let saved = try SavedStreams()
    try await save(saved, server.orders)
    for format in ["plain", "tmux", "json"] {
      let bytes = try await plain(["status", "--state-dir", saved.path, "--width", "120", "--format", format])
      #expect(TerminalVocabulary.violations(inPlain: bytes) == [], "\(format)")
      #expect(!bytes.isEmpty)
    }
    for format in ["csv", "json"] {
      let bytes = try await plain(["export", "--state-dir", saved.path, "--format", format])
      #expect(TerminalVocabulary.violations(inPlain: bytes) == [], "\(format)")
      #expect(bytes.firstRange(of: Array("MARK7".utf8)) != nil)
    }
    try await expectHarmless(try await start(["--url", server.orders, "--state-dir", saved.path]), says: true)
  }

  @Test("tail, and what it says on standard error")
  func tail() async throws {
    let server = try LoopbackServer(
      Self.script + [.send(LoopbackStep.event(1, "order-created", #"{"orderId":"THE-END"}"#)), .stall])
    let text = try await plain(["tail", "--url", server.orders], signalAfter: "THE-END")
    #expect(TerminalVocabulary.violations(inPlain: text) == [])
    #expect(text.firstRange(of: Array("MARK".utf8)) != nil)
    for attack in Attack.forbidden { #expect(text.firstRange(of: Array(attack.utf8)) == nil) }
    // Lines of JSON are exact, and still nothing acts in them.
    let lines = try await plain(["tail", "--url", server.orders, "--format", "jsonl"], signalAfter: "THE-END")
    #expect(TerminalVocabulary.violations(inPlain: lines) == [])
    let ascii = try await plain(
      ["tail", "--url", server.orders], environment: ["LC_ALL": "C"], signalAfter: "THE-END")
    #expect(!ascii.contains { $0 >= 0x7F })
  }

  @Test("themes and a configuration, when they are used and when they are refused")
  func files() async throws {
    let home = try ConfigFolder()
    // A line end or NUL is refused where a request is made of it; that is below.
    let text = Attack.line(Attack.whole).unicodeScalars.map {
      "\\U" + String(String(0x1_0000_0000 + Int($0.value), radix: 16).dropFirst())
    }
    let toml = "\"" + text.joined() + "\""
    try home.write("description = \(toml)\n", to: "hostile.toml")
    try home.write("description = \(toml)\nextends = \(toml)\n", to: "refused.toml")
    try home.write("[styles]\n\(toml) = \(toml)\n", to: "unknown.toml")
    try home.write("\u{1B}]0;MARK\u{7}", to: "raw.toml")
    try home.write("", to: "na\u{1B}]0;MARK\u{7}\u{202E}me.toml")
    let environment = ["XDG_CONFIG_HOME": home.path]
    let listed = try await start(["themes"], environment: environment)
    _ = try await listed.end()
    #expect(Self.vocabulary.violations(in: await listed.transcript) == [])
    #expect(await listed.transcript.firstRange(of: Array("MARK".utf8)) != nil)

    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let files = try TemporaryFolder()
    let settings = [
      "[stream]\nurl = \"\(server.orders)\"\ncustomer-id = \(toml)\norder-id = \(toml)\n",
      "[notifications]\ncommand = [\"/nonexistent/MARK\", \(toml)]\non = [\"shipped\", \"late\"]\n[limits]\n\(toml) = \"1s\"\nCREATED = \"1s\"\n",
    ]
    try files.write(settings.joined(), to: "config.toml")
    let board = try await start(
      ["--config", files.path("config.toml"), "--state-dir", files.path("state"), "--theme", "hostile"],
      environment: environment)
    try await expectHarmless(board, until: "order-1")
    let config = try await plain(["config", "--config", files.path("config.toml")], environment: environment)
    #expect(TerminalVocabulary.violations(inPlain: config) == [])
    #expect(config.firstRange(of: Array("MARK".utf8)) != nil)
    for (index, wrong) in [
      "[stream]\nurl = \(toml)\n", "\(toml) = 1\n", "[\(toml)]\n", "[keys]\n\(toml) = \"a\"\n",
      "[keys]\nfilter = \(toml)\n",
      "[screen]\ntheme = \(toml)\n", "[screen]\ncolumns = [\(toml)]\n", "[stream]\nheaders = [\(toml)]\n",
      "\u{1B}]0;MARK\u{7}",
      "[stream]\ntoken-file = \(toml)\n", "[stream]\ncacert = \(toml)\n", "[state]\ndir = \(toml)\n",
    ].enumerated() {
      try files.write(wrong, to: "wrong.toml")
      let arguments = [
        "tail", "--config", files.path("wrong.toml"), "--max-retries", "0", "--url", "http://127.0.0.1:1/",
      ]
      let said = try await plain(arguments, environment: environment)
      #expect(TerminalVocabulary.violations(inPlain: said) == [], "\(index)")
      #expect(!said.isEmpty, "\(index)")
    }
  }

  @Test("the environment: directories, terminal and locale of such names")
  func environment() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let attack = Attack.all[1] + Attack.all[34] + Attack.all[23]
    let board = try await start(["--url", server.orders], environment: ["XDG_STATE_HOME": "/proc/\(attack)"])
    try await expectHarmless(board, until: "NOT SAVED", says: false, keys: Self.fewKeys)
    for environment in [["TERM": attack], ["LC_ALL": attack, "TERM": "nosuch"]] {
      let said = try await plain(["demo"], environment: environment)
      #expect(TerminalVocabulary.violations(inPlain: said) == [])
      #expect(!said.isEmpty)
    }
  }
}

extension BoardFolder {
  fileprivate func start(_ url: String, _ columns: Int, _ rows: Int) async throws -> PseudoTerminal {
    try await watch(url, columns: columns, rows: rows)
  }
}
