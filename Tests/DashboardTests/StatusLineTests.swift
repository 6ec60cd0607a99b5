import OrderProtocol
import OrderStore
import SavedState
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Status line")
struct StatusLineTests {
  private static let widths = [120, 80, 60, 40, 20, 10]

  private func report(_ fixture: SavedFixture) -> StatusReport {
    fixture.name == "new" ? fixture.report(late: [:], warned: [:], oldest: [:]) : fixture.report()
  }

  private func line(_ report: StatusReport?, _ width: Int, _ charset: Charset = .unicode) -> String {
    StatusLine(report, width: width, charset: charset).plain.text
  }

  @Test("each state looks as agreed at each width")
  func golden() throws {
    let sections = SavedFixture.all.map { fixture in
      ([fixture.name] + Self.widths.map { line(report(fixture), $0) }).joined(separator: "\n")
    }
    let none = (["no state"] + [40, 10].map { line(nil, $0) }).joined(separator: "\n")
    try Golden.compare((sections + [none]).joined(separator: "\n\n"), with: "status-line")
  }

  @Test("in tmux each state has its colours")
  func tmux() throws {
    let lines = SavedFixture.all.map { StatusLine(report($0), width: 60, charset: .unicode).tmux }
    try Golden.compare(lines.joined(separator: "\n"), with: "status-line-tmux")
  }

  /// What must be found, in one of its forms, on a line of a state.
  private static let words: [String: [String]] = [
    "live": ["LIVE"], "connecting": ["CONN"], "idle": ["CONN"], "replay": ["REPL"], "retry": ["RETRY", "RTRY"],
    "maintenance": ["MAINT", "MNT"], "offline": ["OFF"], "stopped": ["STOP"],
  ]

  @Test(
    "state word and late count stay at any width, and the line never is longer",
    arguments: SavedFixture.all, [0, 812, 123_456, Int.max])
  func neverDropped(fixture: SavedFixture, late: Int) {
    var report = fixture.report(late: ["PENDING": late])
    report.board.counts["PENDING"] = late
    let words = report.staleFor == nil ? Self.words[report.lastWord] ?? [] : ["STALE", "STL"]
    let counts = [0: ["0"], 812: ["812"], 123_456: ["123456", "123k"]][late] ?? ["\(Int.max)", "9E"]
    let lates = counts.flatMap { ["\($0) LATE", "\($0)LATE", "\($0)L"] }
    for width in Array(10...26) + [40, 60, 79, 80, 119, 120] {
      for charset in Charset.allCases {
        let line = StatusLine(report, width: width, charset: charset).plain
        let isRight =
          line.cells <= width && line.cells == Surface.columns(of: line.text, charset: charset)
          && words.contains { line.text.contains($0) } && lates.contains { line.text.contains($0) }
          && (report.board.gaps.isEmpty || line.text.contains("G"))
        #expect(isRight, "\(width): \(line)")
      }
    }
  }

  @Test("ASCII is enough")
  func ascii() {
    for fixture in SavedFixture.all {
      #expect(line(report(fixture), 120, .ascii).utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
      #expect(StatusLine(report(fixture), width: 120, charset: .ascii).tmux.utf8.allSatisfy { $0 < 0x7F })
    }
    #expect(line(SavedFixture("live").report(), 80, .ascii).hasPrefix("* LIVE 0:41:07 | hb 12/60 s | 47 open | 3 LATE"))
  }

  private static let attack = "#[fg=red]#(touch /tmp/x)#{pane_id}\u{1B}[31m\n\r\u{9B}m\u{202E}##%H"

  private var hostile: StatusReport {
    var report = SavedFixture("hostile") { board in
      board.connection.phase = .retry
      board.connection.reason = Self.attack
      board.gaps = [
        Gap(at: Board.now, reason: Self.attack, requestedID: Self.attack, oldestAvailable: Self.attack)
      ]
    }.report(oldest: ["PENDING": (OrderID(Self.attack), Board.ago(700))])
    report.source = Self.attack
    return report
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    ![.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
  }

  @Test("hostile text stays text: no control character, no style, no command")
  func hostileText() throws {
    for width in StatusLine.widths {
      let line = StatusLine(hostile, width: width, charset: .unicode)
      #expect(line.plain.text.unicodeScalars.allSatisfy(Self.isHarmless))
      // What is left without our own marks has no lone `#`.
      let marks = /#\[(default|(fg=colour\d+,bg=colour\d+)?,?(bold)?,?(reverse)?)\]/
      let text = line.tmux.replacing("##", with: "\u{1}").replacing(marks, with: "")
      #expect(!text.contains("#"), "\(line.tmux)")
      #expect(text.unicodeScalars.allSatisfy { $0 == "\u{1}" || Self.isHarmless($0) })
      #expect(text.replacing("\u{1}", with: "#") == line.plain.text)
    }
    let shown = StatusLine(hostile, width: 120, charset: .unicode).tmux
    #expect(shown.contains("##[fg=red]##(tou"))
  }

  @Test("wide and joined characters of an order's id count by their cells")
  func wide() {
    let id = "注文👩‍👩‍👧‍👦e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}-47"
    let report = SavedFixture("wide").report(oldest: ["PENDING": (OrderID(id), Board.ago(700))])
    for width in StatusLine.widths {
      let line = StatusLine(report, width: width, charset: .unicode).plain
      #expect(line.cells <= width)
      #expect(forTerminal(line.text, maxCells: 500).cells == line.cells)
    }
    #expect(line(report, 120).contains("注文"))
  }

  @Test("what cannot be read says so where only standard output is seen")
  func unreadable() {
    let line = StatusLine(unreadable: "/x/y: \u{1B}damaged", width: 40, charset: .unicode)
    #expect(line.plain.text == "UNREADABLE: /x/y: ·damaged")
    #expect(line.tmux == "#[fg=colour7,bg=colour1,bold]UNREADABLE: /x/y: ·damaged#[default]")
    #expect(StatusLine(unreadable: "a long reason", width: 10, charset: .unicode).plain.text == "UNREADABLE")
    #expect(
      StatusLine(unreadable: "a long reason", width: 24, charset: .unicode).plain.text == "UNREADABLE: a long reas…")
  }
}
