import EventStream
import OrderStore
import SavedState
import TerminalUI
import Testing

@testable import Dashboard

@Suite("State of the screen")
struct ScreenStateTests {
  private static let words = [
    "busy": "LIVE", "connecting": "CONNECTING", "dead-server": "RETRY", "retry": "RETRY", "stale": "STALE",
    "offline": "OFFLINE",
    "replay": "REPLAY", "maintenance": "MAINTENANCE", "stopped": "STOPPED", "demo": "DEMO", "gap": "GAP",
    "paused": "PAUSED", "restored": "AS OF 12:29", "restored-replay": "REPLAY", "restored-gap": "AS OF 07-14",
    "not-saved": "NOT SAVED", "not-started": "CONNECTING", "first-second": "LIVE", "refused": "STOPPED",
    "connecting-again": "CONNECTING", "silent": "STALE", "replay-unknown": "REPLAY", "demo-ended": "DEMO",
  ]

  @Test("each state has its word", arguments: Fixture.all)
  func words(fixture: Fixture) {
    guard let word = Self.words[fixture.name] else { return }
    #expect(ScreenState(fixture.snapshot(size: Size(columns: 80, rows: 24))).words.contains(word))
  }

  @Test("at every size nothing traps, and state and late count are there", arguments: Fixture.all.indices)
  func everySize(index: Int) {
    let fixture = Fixture.all[index]
    for size in Self.sizes(index) {
      for charset in (size.columns + size.rows) % 4 == 0 ? [Charset.ascii] : [.unicode] {
        let surface = fixture.drawn(size.columns, size.rows, charset: charset)
        #expect(surface.size == size)
        guard size.columns >= 10 else { continue }
        let lines = surface.text.split(separator: "\n", omittingEmptySubsequences: false)
        if size.columns > 10, fixture.name != "hostile" {
          #expect(lines.first?.last != charset.ellipsis.character, "\(size): \(lines.first ?? "")")
        }
        let snapshot = fixture.snapshot(size: size)
        #expect(
          Self.shows(snapshot, in: String(lines.first ?? ""), charset, columns: size.columns),
          "\(size): \(lines.first ?? "")")
        #expect(Self.showsLate(snapshot, surface, lines), "\(size)\n\(surface.text)")
      }
    }
  }

  /// All small sizes, and of the large ones as many for each state that all of them together meet every number of
  /// columns up to 200 and every number of rows up to 60, in ever new combinations.
  private static func sizes(_ index: Int) -> [Size] {
    let small = (1...21).flatMap { columns in (1...3).map { Size(columns: columns, rows: $0) } }
    let corners = [(40, 6), (40, 5), (60, 10), (80, 2), (120, 1), (20, 60), (31, 8)].map(Size.init)
    return small + corners
      + (0..<25).map { number in
        let step = index * 25 + number
        return Size(columns: 1 + step * 37 % 200, rows: 1 + step * 17 % 60)
      }
  }

  /// STALE, OFFLINE, GAP and the like are never hidden; live has at least its dot.
  private static func shows(_ snapshot: Snapshot, in header: String, _ charset: Charset, columns: Int) -> Bool {
    ScreenState(snapshot).pieces.filter(\.isRequired).allSatisfy { piece in
      if columns < 20, piece.rank > 0 { return true }
      return piece.forms.contains { form in
        let text = form.spans.map(\.text).joined()
        return header.contains(forTerminal(text, maxCells: 200, charset: charset).text)
      }
    }
  }

  private static func showsLate(_ snapshot: Snapshot, _ surface: Surface, _ lines: [Substring]) -> Bool {
    let late = snapshot.counts.late
    let texts = ["\(late) LATE", "\(late)LATE", "\(late)L", "\(late.thousandsText)L", "LATE \(late)"]
    if lines.prefix(2).contains(where: { line in texts.contains { line.contains($0) } }) { return true }
    let layout = Layout(view: snapshot.view, size: surface.size)
    if !layout.board.isEmpty {
      // In letters made of blocks under its name, or in a line of text.
      let board = BoardPane(snapshot: snapshot).layout(layout.board, charset: surface.charset)
      return board.tiles.contains { $0.figure == 0 } && surface.text.contains("LATE")
        || texts.contains { surface.text.contains($0) } || snapshot.hasHeardNothing && surface.text.contains("LATE -")
    }
    return surface.size.columns >= 120 && lines.count >= 28 && lines[1].contains("LATE")
  }

  @Test(
    "the narrowest screens keep the worst news",
    arguments: [
      ("stale", "STALE 3L"), ("offline", "OFFLINE 3L"), ("gap", "GAP 3LATE"), ("paused", "PAUSED 3L"),
      ("busy", "● 47 3LATE"), ("restored", "OLD 3LATE"), ("restored-gap", "OLD GAP 3L"), ("not-saved", "● NSV 3L"),
    ])
  func narrow(name: String, line: String) throws {
    let fixture = try #require(Fixture.all.first { $0.name == name })
    #expect(fixture.drawn(10, 1).text == line)
  }

  @Test("stale and a gap at once both stay")
  func both() {
    let fixture = Fixture("both") { snapshot in
      snapshot.gauge.staleFor = .seconds(252)
      snapshot.gaps = [Gap(at: Board.now, reason: "EVENT_ID_EXPIRED")]
      snapshot.view.isPaused = true
    }
    #expect(fixture.drawn(20, 1).text == "STALE GAP PAUSED 3L")
    #expect(fixture.drawn(10, 1).text == "STLGAPP3L")
  }

  @Test("a countdown ticks with the snapshot")
  func countdown() {
    func header(_ seconds: Int) -> String {
      Fixture("retry") { $0.phase = .waiting(remaining: .seconds(seconds), .announced) }.drawn(60, 1).text
    }
    #expect(header(58).hasPrefix(" ○ MAINTENANCE back in 58 s"))
    #expect(header(57).hasPrefix(" ○ MAINTENANCE back in 57 s"))
  }

  @Test("rows are dimmed when the feed no longer vouches for them")
  func dimmed() {
    func style(_ fixture: Fixture) -> Style { fixture.drawn(80, 24)[column: 18, row: 6].style }
    #expect(style(.busy) == Look.test[.statusProcessing])
    let stale = Fixture("stale") { $0.gauge.staleFor = .seconds(99) }
    #expect(style(stale) == Look.test[.dim])
    #expect(style(Fixture("restored") { $0.asOf = Board.ago(60) }) == Look.test[.dim])
  }

  @Test("numbers are dimmed when the feed no longer vouches for them, in tiles, in a line, and on the board")
  func dimmedNumbers() throws {
    let stale = Fixture("stale") { $0.gauge.staleFor = .seconds(99) }
    #expect(Fixture.busy.drawn(120, 40)[column: 17, row: 2].style == Look.test[.tileAlarm])
    #expect(stale.drawn(120, 40)[column: 17, row: 2].style == Look.test[.dim])
    func line(_ fixture: Fixture) throws -> Style {
      let surface = fixture.drawn(80, 24)
      let text = try #require(surface.text.split(separator: "\n").dropFirst().first)
      let late = try #require(text.firstRange(of: "LATE 3"))
      return surface[column: text.distance(from: text.startIndex, to: late.upperBound) - 1, row: 1].style
    }
    #expect(try line(.busy) == Look.test[.tileAlarm])
    #expect(try line(stale) == Look.test[.dim])
    let looks = Set(Self.board(stale).tiles.map(\.role))
    #expect(looks == [.dim])
    #expect(Self.board(.busy).tiles.first?.role == .tileAlarm)
  }

  private static func board(_ fixture: Fixture) -> (tiles: [BoardFigure], state: ScreenState) {
    let snapshot = fixture.snapshot(size: Size(columns: 80, rows: 24))
    return (BoardFigure.all(snapshot), ScreenState(snapshot))
  }

  @Test("the window's title says what matters from behind")
  func title() {
    func title(_ change: (inout Snapshot) -> Void) -> String {
      var snapshot = Board.busy
      change(&snapshot)
      return Dashboard.title(snapshot).text
    }
    #expect(title { _ in } == "ordertop 3 LATE 47 open")
    #expect(title { $0.gauge.staleFor = .seconds(90) } == "ordertop STALE 3 LATE 47 open")
    #expect(title { $0.asOf = Board.ago(60) } == "ordertop AS OF 14:30 3 LATE 47 open")
    #expect(title { $0.saving = .failing(reason: "disk full") } == "ordertop NOT SAVED 3 LATE 47 open")
    #expect(title { $0.isDemo = true } == "ordertop DEMO 3 LATE 47 open")
    #expect(title { $0.gaps = [Gap(at: Board.now, reason: "x")] } == "ordertop GAP 3 LATE 47 open")
  }
}

extension Unicode.Scalar {
  fileprivate var character: Character { Character(self) }
}
