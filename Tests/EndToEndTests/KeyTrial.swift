/// How one action of the key table is tried in the running program, on ``SampleRecording/board``.
struct KeyTrial: Sendable {
  enum Step: Sendable {
    /// Keys by tmux's names.
    case press(String)
    case type(String)
    /// Waits until the screen shows, or does not show, a text.
    case shows(String)
    case hides(String)
    /// Writes over the screen, as another program would.
    case scribble(String)
    case ends
  }

  /// What leads to where the key is pressed, and what is to happen then.
  var before: [Step] = []
  var after: [Step]
  /// Under a shell with job control.
  var isUnderShell = false

  init(_ before: Step..., then after: [Step]) {
    self.before = before
    self.after = after
  }

  fileprivate static func underShell(_ after: Step...) -> KeyTrial {
    var trial = KeyTrial(then: after)
    trial.isUnderShell = true
    return trial
  }

  /// One for each action by its name.
  static let all: [String: KeyTrial] = moves.merging(looks) { $1 }.merging(screens) { $1 }.merging(lines) { $1 }

  private static func selected(_ order: String) -> Step { .shows("┬─ order-\(order) ─") }

  private static let atEnd = [Step.press("G"), selected("050")]

  private static let moves: [String: KeyTrial] = [
    "up": KeyTrial(.press("j"), .press("j"), selected("003"), then: [selected("002")]),
    "down": KeyTrial(then: [selected("002")]),
    "page-up": KeyTrial(.press("G"), selected("050"), then: [selected("026")]),
    "page-down": KeyTrial(then: [selected("025")]),
    "half-page-up": KeyTrial(.press("G"), selected("050"), then: [selected("038")]),
    "half-page-down": KeyTrial(then: [selected("013")]),
    "first": KeyTrial(.press("G"), selected("050"), then: [selected("001")]),
    "last": KeyTrial(then: [selected("050")]),
    "next-pane": KeyTrial(then: [.press("G"), .shows("Thing 60"), selected("001")]),
    "previous-pane": KeyTrial(then: [.press("k"), .shows("1 newer below"), selected("001")]),
    "orders": KeyTrial(.press("3"), .press("k"), .shows("1 newer below"), then: [.press("j"), selected("002")]),
    "detail": KeyTrial(then: [.press("G"), .shows("Thing 60"), selected("001")]),
    "log": KeyTrial(then: [.press("k"), .shows("1 newer below"), selected("001")]),
  ]

  private static let looks: [String: KeyTrial] = [
    "open": KeyTrial(then: [.hides("Orders 50"), .shows("─ order-001 ─"), .shows("Thing 9")]),
    "timeline": KeyTrial(then: [.hides("Orders 50"), .shows("order-001 ─ Timeline from 2024-07-15")]),
    "back": KeyTrial(.press("Enter"), .hides("Orders 50"), then: [.shows("Orders 50")]),
    "close": KeyTrial(.press("Enter"), .hides("Orders 50"), then: [.shows("Orders 50")]),
    "filter": KeyTrial(then: [.type("order-00"), .shows("/order-00"), .shows("Orders 9 of 50")]),
    "find": KeyTrial(then: [.type("1z45"), .shows("find: 1z45"), selected("045")]),
    "find-next": KeyTrial(.type("f1z4"), .press("Enter"), selected("041"), then: [selected("042")]),
    "find-previous": KeyTrial(.type("f1z4"), .press("Enter"), selected("041"), then: [selected("049")]),
    "sort": KeyTrial(then: [.shows("sorted by in status")]),
    "sort-by": KeyTrial(then: [.shows("─ Sort by ─")]),
    "reverse-sort": KeyTrial(then: [.shows("worst first, reversed"), selected("041")]),
    "exceptions": KeyTrial(then: [.shows("Orders 20 of 50"), .shows("exceptions only")]),
    "board": KeyTrial(then: [.hides("Orders 50"), .shows("!! LATE !!")]),
    "feed": KeyTrial(then: [.hides("Orders 50"), .shows("─ Feed ─")]),
    "acknowledge": KeyTrial(
      .shows("10 new"),
      then: [.shows("!a  order-001"), .shows("!!  order-002"), .shows("order-001: alarm acknowledged")]),
    "acknowledge-all": KeyTrial(
      .shows("10 new"), then: [.shows("!a  order-001"), .shows("!a  order-010"), .hides("!!  order")]),
    "shelve": KeyTrial(
      .shows("10 new"), then: [.shows("order-001: shelved for 15 min"), .hides("!!  order-001"), .shows("9 new")]),
    "copy": KeyTrial(then: [.shows("copied order-001"), .hides("as JSON")]),
    "copy-all": KeyTrial(then: [.shows("copied order-001 as JSON")]),
    "choose": KeyTrial(
      .press("o"), .press("t"), .shows("─ Sort by ─"), then: [.shows("sorted by total"), selected("050")]),
  ]

  private static let screens: [String: KeyTrial] = [
    "pause": KeyTrial(then: [.shows("PAUSED")]),
    "reconnect": KeyTrial(then: [.shows("reconnecting")]),
    "resync": KeyTrial(then: [.shows("resync from 2024-07-15T1")]),
    "help": KeyTrial(then: [.shows("Keys and marks")]),
    "theme": KeyTrial(then: [.shows("Themes 1 of ")]),
    "mouse": KeyTrial(then: [.shows("mouse off")]),
    "redraw": KeyTrial(
      .scribble("a word from elsewhere"), then: [.hides("a word from elsewhere"), .shows("Orders 50")]),
    "suspend": .underShell(.shows("Stopped"), .hides("Orders 50"), .type("fg"), .press("Enter"), .shows("Orders 50")),
    "close-or-quit": KeyTrial(then: [.ends]),
    "quit": KeyTrial(.press("Enter"), .press("?"), .shows("Keys and marks"), then: [.ends]),
  ]

  private static let lines: [String: KeyTrial] = [
    "keep-filter": KeyTrial(
      .type("/order-00"), .hides("? help"), .shows("Orders 9 of"),
      then: [.shows("? help"), .shows("Orders 9 of 50")]),
    "drop-filter": KeyTrial(
      .type("/order-00"), .hides("? help"), .shows("Orders 9 of"), then: [.shows("? help"), .shows("Orders 50")]),
    "older-filter": KeyTrial(
      .type("/order-00"), .press("Enter"), .shows("? help"), .type("/"), .press("C-u"), .shows("Orders 50"),
      then: [.shows("/order-00"), .shows("Orders 9 of 50")]),
    "newer-filter": KeyTrial(
      .type("/order-00"), .press("Enter"), .shows("? help"), .type("/"), .press("C-u"), .type("status:ship"),
      .press("Enter"), .shows("Orders 10 of 50"), .type("/"), .press("Up"), .shows("/order-00"),
      then: [.shows("/status:ship"), .shows("Orders 10 of 50")]),
    "keep-found": KeyTrial(
      .type("f1z45"), selected("045"), .hides("? help"), then: [.shows("? help"), selected("045")]),
    "leave-search": KeyTrial(.type("f1z45"), selected("045"), then: [.shows("? help"), selected("001")]),
    "found-next": KeyTrial(.type("f1z4"), selected("041"), then: [selected("042"), .shows("find: 1z4")]),
    "found-previous": KeyTrial(.type("f1z4"), selected("041"), then: [selected("049"), .shows("find: 1z4")]),
    "delete-character": KeyTrial(.type("/order-00q"), .shows("Orders 0 of"), then: [.shows("Orders 9 of 50")]),
    "delete-after": KeyTrial(
      .type("/qorder-00"), .shows("Orders 0 of"), .press("Home"), then: [.shows("Orders 9 of 50")]),
    "delete-word": KeyTrial(.type("/order-00 qqq"), .shows("Orders 0 of"), then: [.shows("Orders 9 of 50")]),
    "clear-line": KeyTrial(.type("/qqq"), .shows("Orders 0 of"), then: [.shows("Orders 50"), .hides("? help")]),
    "cursor-left": KeyTrial(
      .type("/order-01"), .shows("Orders 10 of"), then: [.type("0"), .shows("/order-001"), .shows("Orders 1 of 50")]),
    "cursor-right": KeyTrial(
      .type("/oder-00"), .shows("Orders 0 of"), .press("Home"), then: [.type("r"), .shows("Orders 9 of 50")]),
    "cursor-start": KeyTrial(.type("/rder-00"), .shows("Orders 9 of"), then: [.type("o"), .shows("/order-00")]),
    "cursor-end": KeyTrial(
      .type("/order-0"), .shows("/order-0"), .press("Home"),
      then: [.type("0"), .shows("/order-00"), .shows("Orders 9 of")]
    ),
  ]
}
