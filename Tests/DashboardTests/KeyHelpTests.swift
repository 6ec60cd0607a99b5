import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

struct KeyHelpTests {
  private let keys = KeyTable.standard

  @Test(
    "each binding is in the help of each place once, those that work there before all others",
    arguments: KeyContext.allCases)
  func complete(context: KeyContext) {
    let sections = keys.help(in: context)
    let listed = sections.flatMap(\.bindings)
    #expect(listed.map(\.action).sorted() == keys.actions.sorted())
    for section in sections {
      for binding in section.bindings {
        #expect((binding.key(in: context) != nil) == section.isHere, "\(binding.action)")
        if section.isHere { #expect(binding.keys.allSatisfy { binding.answers($0, in: context) }, "\(binding.action)") }
      }
    }
    #expect(sections.drop(while: \.isHere).allSatisfy { !$0.isHere })
    #expect(Set(sections.map(\.heading)).count == sections.count)
  }

  @Test("every sentence of every binding is on the screen", arguments: [160, 80])
  func drawn(columns: Int) {
    var view = ViewState()
    view.showsHelp = true
    for focus in Pane.allCases {
      view.focus = focus
      var canvas = Canvas(surface: Surface(size: Size(columns: columns, rows: 200)), look: .test)
      HelpPane(view: view, keys: keys).draw(on: &canvas, canvas.surface.bounds)
      let text = canvas.surface.text
      for binding in keys.bindings { #expect(text.contains(binding.help.prefix(24)), "\(binding.action)") }
    }
  }

  @Test("what there is in few places comes first: a list's own keys in a list, the typed line's while typing")
  func order() {
    #expect(keys.help(in: .list).first?.heading == KeyGroup.list.rawValue)
    #expect(keys.help(in: .filterLine).first?.heading == KeyGroup.filterLine.rawValue)
    #expect(keys.help(in: .orders).first?.heading == KeyGroup.look.rawValue)
    #expect(keys.help(in: .filterLine).contains { !$0.isHere && $0.bindings.contains { $0.action == "theme" } })
  }

  @Test("the help tells the keys of what lies under it")
  func under() {
    var view = ViewState()
    view.focus = .log
    view.showsHelp = true
    #expect(KeyContext(under: view) == .log)
    view.showsDetailOnly = true
    #expect(KeyContext(under: view) == .fullDetail)
  }
}
