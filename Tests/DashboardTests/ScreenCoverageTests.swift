import EventStream
import OrderStore
import SavedState
import TerminalUI
import Testing

@testable import Dashboard

/// Whether the screens that are kept are all there are.
@Suite("Screens: none is missing")
struct ScreenCoverageTests {
  private static let snapshots = Fixture.all.map { $0.snapshot(size: Size(columns: 120, rows: 40)) }

  /// The meanings of all cells of all screens.
  private static let meanings: [String: Set<CellMeaning>] = Dictionary(
    uniqueKeysWithValues: Fixture.all.map { fixture in
      let maps = ScreenMatrixTests.sizes.map { RoleMap(fixture.drawn($0, look: RoleMap.look)) }
      return (fixture.name, Set(maps.flatMap { $0.meanings.joined() }))
    })

  @Test("no two fixtures have one name")
  func names() {
    #expect(Set(Fixture.all.map(\.name)).count == Fixture.all.count)
  }

  @Test("each file belongs to a screen that is drawn")
  func files() throws {
    let kept = Set(try Golden.names())
    let screens = Fixture.all.map(\.name).flatMap { [$0, "ascii-\($0)", "roles-\($0)"] }
    let drawn = Set(screens + ThemeTests.names.map { "styles-\($0)" } + ["status-line", "status-line-tmux"])
    #expect(kept.subtracting(drawn) == [])
  }

  @Test("each place where keys act", arguments: KeyContext.allCases)
  func context(context: KeyContext) {
    #expect(Self.snapshots.contains { KeyContext($0.view) == context })
  }

  @Test("each state of the connection")
  func phases() {
    let wanted: Set = [
      "idle", "connecting", "connecting again", "live", "silent", "replaying", "replaying unknown", "retry",
      "announced",
      "offline", "stopped", "recording ended",
    ]
    #expect(wanted.subtracting(Self.snapshots.map(Self.phase)) == [])
  }

  /// Each case of ``ConnectionPhase`` has a word, and those that look different have different ones.
  private static func phase(_ snapshot: Snapshot) -> String {
    switch snapshot.phase {
    case .idle: "idle"
    case .connecting(let attempt): attempt == 0 ? "connecting" : "connecting again"
    case .live: snapshot.gauge.staleFor == nil ? "live" : "silent"
    case .replaying(_, let total): total == nil ? "replaying unknown" : "replaying"
    case .waiting(_, .retry): "retry"
    case .waiting(_, .announced): "announced"
    case .waiting(_, .offline): "offline"
    case .stopped(.endOfRecording): "recording ended"
    case .stopped: "stopped"
    }
  }

  @Test("each list, each state of saving, and each state of an alarm")
  func others() {
    let lists = Self.snapshots.compactMap { $0.view.choice?.subject }
    for subject in Choice.Subject.allCases { #expect(lists.contains(subject), "\(subject)") }
    let alarms = Self.snapshots.flatMap { $0.orders.rows.compactMap { $0.alarm?.state } }
    for state in AlarmState.allCases { #expect(alarms.contains(state), "\(state)") }
    let saving = Self.snapshots.map(\.saving)
    #expect(saving.contains(.off) && saving.contains(.saved))
    #expect(saving.contains { if case .failing = $0 { true } else { false } })
    #expect(saving.contains { if case .elsewhere = $0 { true } else { false } })
  }

  @Test("each role that a theme can state", arguments: Role.allCases)
  func role(role: Role) {
    #expect(Self.meanings.values.contains { $0.contains { $0.role == role || $0.overlays.contains(role) } })
  }

  @Test("each mark of a role is its own")
  func marks() {
    let marks = Role.allCases.map(RoleMap.mark(of:))
    #expect(Set(marks).count == marks.count)
    #expect(!marks.contains { $0.isNumber || $0 == " " })
  }

  @Test("whatever is laid over whatever on a screen is held to its contrast", arguments: Fixture.all)
  func pairs(fixture: Fixture) throws {
    for meaning in try #require(Self.meanings[fixture.name]) {
      #expect(ThemeContrastTests.overlays(meaning.role).contains(meaning.overlays), "\(meaning)")
    }
  }

  @Test("no text is written in what is held to the contrast of lines and bars alone", arguments: Fixture.all)
  func graphics(fixture: Fixture) {
    let texts = ScreenMatrixTests.sizes.flatMap { size in
      let surface = fixture.drawn(size, look: RoleMap.look)
      return RoleMap(surface).cells.compactMap { column, row, meaning -> String? in
        let glyph = surface.text(of: surface[column: column, row: row].glyph)
        let isText = glyph.contains { $0.isLetter || $0.isNumber }
        return isText && ThemeContrastTests.graphics.contains(meaning.role) ? "\(meaning) \(glyph)" : nil
      }
    }
    #expect(Set(texts) == [])
  }
}
