import Dashboard
import OrderProtocol
import OrderStore
import TerminalUI
import Testing

struct KeymapTests {
  @Test("no key has two meanings in one context", arguments: KeyContext.allCases)
  func unambiguous(context: KeyContext) {
    for key in Set(KeyTable.standard.bindings.flatMap(\.keys)) {
      let answering = KeyTable.standard.bindings.filter { $0.answers(key, in: context) }
      #expect(answering.count <= 1, "\(key.name()): \(answering.map(\.help))")
    }
  }

  @Test("every command can be reached by a key")
  func complete() {
    let reachable = KeyTable.standard.bindings.filter { binding in
      binding.contexts.contains { context in binding.keys.contains { binding.answers($0, in: context) } }
    }.map(\.command)
    let wanted: [Command] = [
      .move(.up), .move(.down), .move(.pageUp), .move(.pageDown), .move(.halfPageUp), .move(.halfPageDown),
      .move(.first), .move(.last), .focusNext, .focusPrevious, .focus(.orders), .focus(.detail), .focus(.log),
      .openDetail, .back, .backOrQuit, .quit, .startFilter, .deleteInFilter, .clearFilterLine, .acceptFilter,
      .cancelFilter, .nextSort, .reverseSort, .toggleExceptions, .togglePause, .reconnect, .resync, .nextTheme,
      .openSortList, .choose, .toggleTimeline,
      .startSearch, .acceptSearch, .cancelSearch, .findNext, .findPrevious, .olderFilter, .newerFilter,
      .editLine(.deleteAfter), .editLine(.deleteWord), .editLine(.left), .editLine(.right), .editLine(.start),
      .editLine(.end), .toggleBoard, .toggleFeed, .toggleHelp, .acknowledge, .acknowledgeAll, .shelve, .redraw,
      .suspend,
    ]
    for command in wanted { #expect(reachable.contains(command), "\(command)") }
  }

  @Test("every binding has keys, a label for the hint bar and a sentence for the help")
  func texts() {
    for binding in KeyTable.standard.bindings {
      #expect(!binding.keys.isEmpty && !binding.contexts.isEmpty)
      #expect(!binding.label.isEmpty && binding.label.count <= 12, "\(binding.label)")
      #expect(binding.help.hasSuffix(".") && binding.help.count > 8, "\(binding.help)")
      #expect(binding.keyNames(ascii: true).utf8.allSatisfy { 0x20..<0x7F ~= $0 })
    }
  }

  @Test("the help lists each binding once, under the headings")
  func groups() {
    #expect(KeyGroup.allCases.flatMap(KeyTable.standard.help) == KeyTable.standard.bindings)
  }

  @Test("letters of a filter are text, whatever they do elsewhere")
  func typing() {
    var view = ViewState()
    #expect(Keymap.command(for: .character("q"), in: view) == .backOrQuit)
    view.filterBeingEdited = ""
    for character in "qQjk/?! é漢1" as String {
      #expect(Keymap.command(for: .character(character), in: view) == .typeInFilter(character))
    }
    #expect(Keymap.command(for: .backspace, in: view) == .deleteInFilter)
    #expect(Keymap.command(for: .control("u"), in: view) == .clearFilterLine)
    #expect(Keymap.command(for: .enter, in: view) == .acceptFilter)
    #expect(Keymap.command(for: .escape, in: view) == .cancelFilter)
    #expect(Keymap.command(for: .up, in: view) == .olderFilter)
    #expect(Keymap.command(for: .down, in: view) == .newerFilter)
    #expect(Keymap.command(for: .pageDown, in: view) == .move(.pageDown))
    #expect(Keymap.command(for: .control("w"), in: view) == .editLine(.deleteWord))
    #expect(Keymap.command(for: .left, in: view) == .editLine(.left))
    #expect(Keymap.command(for: .home, in: view) == .editLine(.start))
    #expect(Keymap.command(for: .tab, in: view) == nil)
  }

  @Test("what to find is typed like a filter")
  func search() {
    var view = ViewState()
    #expect(Keymap.command(for: .character("f"), in: view) == .startSearch)
    #expect(Keymap.command(for: .function(3), in: view) == .startSearch)
    #expect(Keymap.command(for: .character("N"), in: view) == .findPrevious)
    view.searchBeingEdited = "x"
    for character in "nNfq /é" as String {
      #expect(Keymap.command(for: .character(character), in: view) == .typeInFilter(character))
    }
    #expect(Keymap.command(for: .enter, in: view) == .acceptSearch)
    #expect(Keymap.command(for: .escape, in: view) == .cancelSearch)
    #expect(Keymap.command(for: .down, in: view) == .findNext)
    #expect(Keymap.command(for: .control("u"), in: view) == .clearFilterLine)
    view.searchBeingEdited = String(repeating: "x", count: Keymap.longestFilter)
    #expect(Keymap.command(for: .character("x"), in: view) == nil)
  }

  @Test(
    "what cannot be seen is not typed into a filter", arguments: ["\u{1B}", "\u{202E}", "\u{7F}", "\u{9B}", "\r\n"])
  func invisible(character: Character) {
    var view = ViewState()
    view.filterBeingEdited = "a"
    #expect(Keymap.command(for: .character(character), in: view) == nil)
  }

  @Test("a filter line that is full takes no more")
  func longFilter() {
    var view = ViewState()
    view.filterBeingEdited = String(repeating: "x", count: Keymap.longestFilter - 1)
    #expect(Keymap.command(for: .character("x"), in: view) == .typeInFilter("x"))
    #expect(Keymap.command(for: .character("é"), in: view) == nil)
    #expect(Keymap.command(for: .backspace, in: view) == .deleteInFilter)
  }

  @Test("letters jump in a list, but for those that move in it or close it")
  func list() {
    var view = ViewState()
    view.choice = Choice(.sort, title: "Sort by", options: [Choice.Option("total")])
    for letter in "otswc" as String {
      #expect(Keymap.command(for: .character(letter), in: view) == .jumpInList(letter))
    }
    #expect(Keymap.command(for: .character("j"), in: view) == .move(.down))
    #expect(Keymap.command(for: .enter, in: view) == .choose)
    #expect(Keymap.command(for: .escape, in: view) == .back)
    #expect(Keymap.command(for: .character("q"), in: view) == .backOrQuit)
    #expect(Keymap.command(for: .tab, in: view) == nil)
  }

  @Test("Left and h close what is open, and do nothing on the panes")
  func left() {
    var view = ViewState()
    #expect(Keymap.command(for: .left, in: view) == nil)
    #expect(Keymap.command(for: .character("h"), in: view) == nil)
    view.showsDetailOnly = true
    #expect(Keymap.command(for: .left, in: view) == .back)
    view.showsDetailOnly = false
    view.showsHelp = true
    #expect(Keymap.command(for: .character("h"), in: view) == .back)
  }

  @Test("the context is what lies on top")
  func contexts() {
    var view = ViewState()
    view.focus = .log
    #expect(KeyContext(view) == .log)
    view.showsDetailOnly = true
    #expect(KeyContext(view) == .fullDetail)
    view.showsTimeline = true
    #expect(KeyContext(view) == .timeline)
    view.filterBeingEdited = ""
    #expect(KeyContext(view) == .filterLine)
    view.filterBeingEdited = nil
    view.searchBeingEdited = ""
    #expect(KeyContext(view) == .searchLine)
    view.showsHelp = true
    #expect(KeyContext(view) == .help)
  }

  @Test("board and feed are opened and closed by their keys")
  func whole() {
    var view = ViewState()
    #expect(Keymap.command(for: .character("b"), in: view) == .toggleBoard)
    #expect(Keymap.command(for: .character("i"), in: view) == .toggleFeed)
    view.showsBoard = true
    #expect(KeyContext(view) == .board)
    #expect(Keymap.command(for: .character("b"), in: view) == .toggleBoard)
    #expect(Keymap.command(for: .character("s"), in: view) == nil)
    view.showsFeed = true
    #expect(KeyContext(view) == .feed)
    #expect(Keymap.command(for: .character("4"), in: view) == .toggleFeed)
    #expect(Keymap.command(for: .character("1"), in: view) == .focus(.orders))
    #expect(Keymap.command(for: .left, in: view) == .back)
  }

  @Test("the hint bar begins with the most useful keys")
  func hints() {
    #expect(KeyTable.standard.hints(in: .orders).prefix(3).map(\.label) == ["help", "filter", "quit"])
    #expect(KeyTable.standard.hints(in: .filterLine).map(\.label) == ["keep", "drop", "clear", "older"])
    for context in KeyContext.allCases {
      let labels = KeyTable.standard.hints(in: context).map(\.label)
      #expect(!labels.isEmpty && Set(labels).count == labels.count, "\(context): \(labels)")
    }
  }

  @Test("keys have short names, and plain ones where only ASCII can be shown")
  func names() {
    let keys: [Key] = [.up, .pageUp, .control("l"), .character(" "), .function(1), .escape, .backTab, .character("?")]
    #expect(keys.map { $0.name() } == ["↑", "PgUp", "^L", "Space", "F1", "Esc", "⇧Tab", "?"])
    #expect(keys.map { $0.name(ascii: true) } == ["Up", "PgUp", "^L", "Space", "F1", "Esc", "S-Tab", "?"])
  }
}
