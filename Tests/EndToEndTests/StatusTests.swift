import Glibc
import OrderProtocol
import Persistence
import SavedState
import TestSupport
import Testing

@testable import ordertop

/// `ordertop status` on states that were really saved.
@Suite(.serialized) struct StatusTests {
  private let saved: SavedStreams

  init() throws { saved = try SavedStreams() }

  private static let formats = ["plain", "tmux", "json"]

  /// Two open orders of three are late; one has not long to go.
  private var orders: [SavedOrder] {
    [
      saved.order("order-1", .pending, since: 700), saved.order("order-2", .created, since: 4_000),
      saved.order("order-3", .processing, since: 2_300), saved.order("order-4", .shipped, since: 90_000),
      saved.order("order-5", .other("ON_HOLD"), since: 90_000),
    ]
  }

  @Test("no state is told in each format, and is no failure")
  func none() async throws {
    for folder in [saved.path, saved.path + "/missing"] {
      for (format, output) in [
        ("plain", "no state: nothing has been saved yet\n"), ("tmux", "no state: nothing has been saved yet\n"),
        ("json", #"{"state":"none","stale":true,"connection":null,"#),
      ] {
        let program = try ChildProgram.ordertop(["status", "--format", format, "--state-dir", folder])
        #expect(try await program.end() == 0)
        #expect(await program.outputText.hasPrefix(output))
        #expect(await program.errorBytes.isEmpty)
      }
    }
    try await saved.save()
    let other = try await saved.run("status", "--url", "http://other.example/")
    #expect(other.output == "no state: nothing has been saved yet\n")
  }

  @Test("one line: state, heartbeat, open, late and the worst of them, soon late")
  func line() async throws {
    try await saved.save(orders)
    let plain = try await saved.run("status")
    #expect(plain.status == 0)
    let expected =
      /● LIVE │ hb [5-9]\/60 s │ 4 open │ 2 LATE │ order-2 \+1:01:4\d │ ~1 soon │ 0\/h │ 0 err │ shop.example\n/
    #expect(plain.output.wholeMatch(of: expected) == nil, "wider than 80")
    let wide = try await saved.run("status", "--width", "120")
    #expect(try expected.wholeMatch(in: wide.output) != nil, "\(wide.output)")
    let narrow = try await saved.run("status", "--width", "10")
    #expect(narrow.output == "LIVE 2LATE\n")
    let tmux = try await saved.run("status", "--format", "tmux", "--width", "30")
    #expect(tmux.output.hasPrefix("#[fg=colour0,bg=colour2]● LIVE#[default] hb"), "\(tmux.output)")
    #expect(tmux.output.hasSuffix(" #[fg=colour7,bg=colour1,bold]2 LATE#[default]\n"), "\(tmux.output)")
    let json = try await saved.run("status", "--format", "json")
    for member in [
      #"{"state":"live","stale":false,"#, #""open":4,"late":2,"warning":1,"worst":{"orderId":"order-2","#,
      #""statuses":{"CREATED":1,"PENDING":1,"PROCESSING":1,"SHIPPED":1,"CANCELLED":0,"OTHER":1}"#,
      #""lastEventId":"48213","source":"shop.example","filters":[],"savedAt":"20"#,
    ] { #expect(json.output.contains(member), "\(json.output)") }
    #expect(json.output.filter { $0 == "\n" }.count == 1)
  }

  @Test("the configuration's limit of all the rest finds what is stuck in a status of the server's own")
  func rest() async throws {
    try await saved.save(orders)
    let folder = try TemporaryFolder()
    try folder.write("[limits]\n\"*\" = \"1d\"\n", to: "config.toml")
    let json = try await saved.run("status", "--format", "json", "--config", folder.path("config.toml"))
    #expect(json.status == 0)
    #expect(json.output.contains(#""open":4,"late":3,"warning":1,"worst":{"orderId":"order-2","#), "\(json.output)")
  }

  @Test("a state that nobody saves to any more is stale, whatever it claimed")
  func stale() async throws {
    try await saved.save(orders) { $0.savedAt = saved.ago(252) }
    let plain = try await saved.run("status")
    #expect(plain.status == 0)
    #expect(plain.output.hasPrefix("■ STALE 0:04:1"), "\(plain.output)")
    #expect(try await saved.run("status", "--width", "10").output == "STALE 2L\n")
    #expect(
      try await saved.run("status", "--format", "json").output.hasPrefix(
        #"{"state":"stale","stale":true,"connection":"live","#))
  }

  @Test("a dashboard that has the state open is not in the way")
  func beside() async throws {
    let file = try await saved.writer()
    try await file.write(Checkpoint(orders: orders, isComplete: true, board: saved.board(orders)))
    #expect(try await saved.run("status", "--width", "10").output == "LIVE 2LATE\n")
    try await file.write(Checkpoint(orders: [saved.order("order-1", .shipped)], board: saved.board()))
    #expect(try await saved.run("status", "--width", "10").output == "LIVE 1LATE\n")
    await file.close()
  }

  @Test("what only the network needs is not even loaded, or tmux would wait for it each second")
  func loading() async throws {
    try await saved.save(orders)
    func loads(_ library: String, _ command: String) async throws -> Bool {
      try await saved.run(command, environment: ["LD_DEBUG": "files", "ORDERTOP_URL": SavedStreams.url])
        .errors.contains("file=\(library)")
    }
    for command in ["status", "export"] {
      #expect(try await loads("libsqlite3", command))
      #expect(try await !loads("libcurl", command))
    }
    let tail = try ChildProgram.ordertop(
      ["tail", "--url", "http://127.0.0.1:1/", "--max-retries", "0"], environment: ["LD_DEBUG": "files"])
    #expect(try await tail.end() == 69)
    #expect(await tail.errorText.contains("file=libcurl"))
  }

  @Test("the stream saved last is taken, or the one that URL and filters choose")
  func choosing() async throws {
    let filtered = SavedStreams.url + "?customerId=a%20b"
    try await saved.save { $0.lastEventID = "all" }
    try await Task.sleep(for: .milliseconds(20))
    try await saved.save(url: filtered) { $0.lastEventID = "one customer" }
    func chosen(_ arguments: [String], environment: [String: String] = [:]) async throws -> String {
      let program = try ChildProgram.ordertop(
        ["status", "--format", "json", "--state-dir", saved.path] + arguments, environment: environment)
      #expect(try await program.end() == 0)
      return await String(program.outputText.firstMatch(of: /"lastEventId":"([^"]*)"/)?.1 ?? "none")
    }
    #expect(try await chosen([]) == "one customer")
    #expect(try await chosen(["--url", SavedStreams.url]) == "all")
    #expect(try await chosen([], environment: ["ORDERTOP_URL": SavedStreams.url]) == "all")
    #expect(try await chosen(["--url", SavedStreams.url, "--customer-id", "a b"]) == "one customer")
    #expect(
      try await chosen(["--customer-id", "a b"], environment: ["ORDERTOP_URL": SavedStreams.url]) == "one customer")
    #expect(try await chosen(["--url", SavedStreams.url, "--customer-id", "b"]) == "none")
    try await Task.sleep(for: .milliseconds(20))
    try await saved.save { $0.lastEventID = "all again" }
    #expect(try await chosen([]) == "all again")
  }

  @Test("$XDG_STATE_HOME, else the home, tells where to look")
  func directory() async throws {
    func status(_ environment: [String: String]) async throws -> (Int32, String) {
      let program = try ChildProgram.ordertop(["status"], environment: environment)
      let status = try await program.end()
      return (status, await program.errorText)
    }
    #expect(try await status(["HOME": saved.path]).0 == 0)
    #expect(try await status(["XDG_STATE_HOME": saved.path]).0 == 0)
    let homeless = try await status(["XDG_STATE_HOME": "relative"])
    #expect(homeless.0 == 78)
    #expect(homeless.1.contains("--state-dir"))
  }

  @Test("what cannot be read is 65, of a newer version 78, told in one clean line and never as a state")
  func unreadable() async throws {
    try await saved.save(orders)
    let whole = try saved.bytes()
    var newer = whole
    newer[60] = 0x7F
    let cases: [(bytes: [UInt8], status: Int32)] = [
      (Array("garbage".utf8), 65), (Array(whole.prefix(whole.count / 2)), 65), (newer, 78),
      (whole.prefix(100) + [UInt8](repeating: 0xA5, count: whole.count - 100), 65),
    ]
    for (bytes, expected) in cases {
      try saved.replace(with: bytes)
      for format in Self.formats {
        let (status, output, errors) = try await saved.run("status", "--format", format)
        #expect(status == expected)
        #expect(errors.hasPrefix("ordertop: ") && errors.filter { $0 == "\n" }.count == 1, "\(errors)")
        // There is no room for the path, and it would not help anybody.
        #expect(format == "tmux" ? output.contains(/UNREADABLE: [a-z]/) : output.isEmpty, "\(output)")
      }
    }
    let file = try ChildProgram.ordertop(["status", "--state-dir", "/etc/passwd"])
    #expect(try await file.end() == 65)
    #expect(await file.errorText == "ordertop: /etc/passwd: not a directory\n")
  }

  @Test("wrong usage is 64")
  func usage() async throws {
    for arguments in [
      ["--width", "9"], ["--width", "121"], ["--width", "many"], ["--width", "-1"], ["--format", "xml"],
      ["--customer-id", "a"], ["--url", "nonsense"], ["--url", ""], ["--state-dir", ""], ["extra"],
    ] {
      let program = try ChildProgram.ordertop(["status"] + arguments, environment: ["HOME": "/nonexistent"])
      #expect(try await program.end() == 64, "\(arguments)")
      #expect(await program.outputBytes.isEmpty)
    }
  }

  @Test("nothing that was saved reaches a terminal raw, and no other locale gets UTF-8")
  func hostile() async throws {
    let attack = "#[fg=red]#(touch /tmp/x)\u{1B}]52;c;eA==\u{7}\n\r\u{9B}31m\u{202E}\u{200B}é"
    try await saved.save([saved.order(attack, .pending, since: 700)]) { board in
      board.connection.phase = .retry
      board.connection.reason = attack
      board.connection.streamID = attack
      board.lastEventID = attack
      board.gaps = [Gap(at: saved.now, reason: attack, requestedID: attack, oldestAvailable: attack)]
    }
    for format in Self.formats {
      for (locale, isUTF8) in [("C.UTF-8", true), ("C", false)] {
        let output = try await saved.run(
          "status", "--width", "120", "--format", format, environment: ["LC_ALL": locale]
        ).output
        let scalars = output.unicodeScalars.dropLast()
        #expect(!scalars.isEmpty)
        #expect(!scalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}" })
        if format != "json" {
          #expect(!scalars.contains { $0 == "\u{200B}" })
          #expect(isUTF8 || scalars.allSatisfy(\.isASCII))
        }
      }
    }
  }

  @Test("a closed pipe is no failure, a full disk is 73")
  func output() async throws {
    try await saved.save()
    for (redirection, expected) in [("> /dev/full", Int32(73)), ("| :; exit ${PIPESTATUS[0]}", 0)] {
      let program = try ChildProgram(
        "/bin/bash",
        ["-c", #""$0" status --state-dir "$1" "# + redirection, BuiltProgram.path("ordertop"), saved.path],
        environment: ["PATH": "/bin"])
      #expect(try await program.end() == expected)
    }
  }

  @Test("in a real tmux, an order's id is text: no colour, no command", .enabled(if: TmuxScreen.isAvailable))
  func tmux() async throws {
    let files = try TemporaryFolder()
    let attack = "#[bg=blue]#(touch \(files.path("x")))#{pane_id}\n%H"
    try await saved.save([saved.order(attack, .pending, since: 700)])
    let command = "\(BuiltProgram.path("ordertop")) status --format tmux --width 118 --state-dir \(saved.path)"
    let settings = [
      "set -g status-interval 1", "set -g status-left ''", "set -g status-right-length 120",
      "set -g window-status-current-format ''", "set -g status-right '#(\(command))'", "set -g exit-unattached on",
    ]
    try files.write(settings.joined(separator: "\n") + "\n", to: "tmux.conf")
    let screen = try await TmuxScreen(
      ["/usr/bin/tmux", "-u", "-S", files.path("socket"), "-f", files.path("tmux.conf"), "new-session", "sleep 1000"],
      environment: ["TERM": "tmux-256color"])
    let shown = try await screen.shows("LIVE │", "1 LATE", "#[bg=blue]#(touch \(files.path("x").prefix(8))")
    #expect(!shown.contains("#[default]") && !shown.contains("##"))
    let styled = try await screen.styledText()
    // Black on green around the state, white on red around what is late; nothing is blue.
    #expect(styled.contains("LIVE"))
    #expect(styled.contains(/\x1B\[[0-9;]*37[0-9;]*m(\x1B\[[0-9;]*m)*1 LATE/), "\(styled.debugDescription)")
    #expect(!styled.contains("44m"))
    #expect(access(files.path("x"), F_OK) != 0)
  }
}
