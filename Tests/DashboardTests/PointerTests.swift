import OrderProtocol
import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

struct PointerTests {
  /// What a click on the first place that shows a text asks for.
  private func click(
    _ text: String, _ fixture: Fixture = .busy, _ columns: Int = 120, _ rows: Int = 40, deed: MouseEvent.Deed = .press,
    offset: Int = 0
  ) throws -> [Command] {
    let lines = fixture.drawn(columns, rows).text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains(text) }, "\(text) is not on the screen")
    let before = try #require(lines[row].firstRange(of: text)).lowerBound
    let column = lines[row][..<before].count + offset
    return commands(MouseEvent(deed, column: column, row: row), fixture, columns, rows)
  }

  private func commands(_ event: MouseEvent, _ fixture: Fixture = .busy, _ columns: Int = 120, _ rows: Int = 40)
    -> [Command]
  {
    let size = Size(columns: columns, rows: rows)
    return Pointer.commands(for: event, on: fixture.snapshot(size: size), size: size, charset: .unicode)
  }

  @Test("a click on a row picks the order that was seen there")
  func row() throws {
    #expect(try click("order-4702") == [.pick(OrderID("order-4702"), row: 1)])
    #expect(try click("warehouse-1") == [.pick(OrderID("order-4650"), row: 2)])
    #expect(try click("4650", .busy, 40, 6) == [.pick(OrderID("order-4650"), row: 2)])
  }

  @Test("a click on a column's head sorts by that column")
  func head() throws {
    let heads: [String: SortColumn] = [
      "ORDER  ": .order, "STATUS": .status, "IN STATUS": .age, "SLA": .worstFirst, "ITEMS": .items, "TOTAL": .total,
      "WHERE": .place,
    ]
    for (head, column) in heads { #expect(try click(head) == [.sort(by: column)], "\(head)") }
    #expect(try click("!   ORDER") == [.sort(by: .worstFirst)])
    #expect(try click("CUSTOMER", .busy, 160, 48) == [.sort(by: .customer)])
    // Beside a head is the nearest one.
    #expect(try click("STATUS", offset: 9) == [.sort(by: .status)])
  }

  @Test("each head that is there sorts by its column, at every width", arguments: [220, 160, 110, 90, 80, 60, 40, 24])
  func heads(columns: Int) throws {
    let layout = Layout(view: ViewState(), size: Size(columns: columns, rows: 12))
    let places = OrderColumns(
      OrderColumn.standard, width: layout.orders.columns, orders: Board.busy.orders.rows, charset: .unicode)
    let shown = OrderColumn.standard.filter { places[$0] != nil }
    #expect(shown.starts(with: [.order, .status]))
    for column in shown {
      let place = try #require(places[column])
      for cell in [place.lowerBound, place.upperBound - 1] {
        let event = MouseEvent(.press, column: layout.orders.column + cell, row: layout.ordersHead.row)
        #expect(commands(event, .busy, columns, 12) == [.sort(by: column.sort)], "\(column)")
      }
    }
  }

  @Test("a click on a pane gives it the focus, wherever it is")
  func panes() throws {
    #expect(try click("Events & errors") == [.focus(.log)])
    #expect(try click("RATE_LIMITED") == [.focus(.log)])
    #expect(try click("customer    cust-077") == [.focus(.detail)])
    #expect(try click("Orders 49") == [.focus(.orders)])
    #expect(try click("no order matches", .named("no-match")) == [.focus(.orders)])
  }

  @Test("a click on a hint is its key", arguments: [160, 120, 80])
  func hints(columns: Int) throws {
    let snapshot = Fixture.busy.snapshot(size: Size(columns: columns, rows: 40))
    let bar = Fixture.busy.drawn(columns, 40).text.split(separator: "\n", omittingEmptySubsequences: false)[39]
    let shown = KeyTable.standard.hints(in: KeyContext(snapshot.view)).filter { binding in
      bar.contains("\(binding.keys[0].name()) \(binding.label)")
    }
    #expect(shown.count >= 5)
    for binding in shown {
      #expect(try click("\(binding.keys[0].name()) \(binding.label)", .busy, columns, 40) == [binding.command])
    }
    #expect(commands(MouseEvent(.press, column: 0, row: 39), .busy, columns, 40) == [])
  }

  @Test("hints of what lies on top are its keys")
  func otherHints() throws {
    #expect(try click("Enter keep", .named("filter-editing"), 80, 24) == [.acceptFilter])
    #expect(try click("q close", .named("help"), 80, 24) == [.backOrQuit])
  }

  @Test("whoever clicks away from a filter being typed keeps it")
  func typing() throws {
    #expect(try click("Events & errors", .named("filter-editing"), 120, 40) == [.acceptFilter, .focus(.log)])
  }

  @Test("the wheel scrolls the pane under the pointer, focus or not")
  func wheel() throws {
    #expect(try click("order-4702", deed: .wheelDown) == [.scroll(.orders, lines: 3)])
    #expect(try click("RATE_LIMITED", deed: .wheelUp) == [.scroll(.log, lines: -3)])
    #expect(try click("customer    cust-077", deed: .wheelDown) == [.scroll(.detail, lines: 3)])
    #expect(try click("? help", deed: .wheelDown) == [])
  }

  @Test("what lies over the panes takes the wheel, and hides them from clicks")
  func covered() throws {
    #expect(try click("Keys", .named("help"), deed: .wheelDown) == [.scroll(nil, lines: 3)])
    for row in 6..<38 { #expect(commands(MouseEvent(.press, column: 4, row: row), .named("help")) == []) }
    #expect(try click("order-4711", .named("detail"), deed: .wheelUp) == [.scroll(nil, lines: -3)])
    #expect(commands(MouseEvent(.press, column: 4, row: 12), .named("detail")) == [])
  }

  @Test("a click in a list picks its line, beside it nothing", arguments: [(120, 40), (40, 6), (20, 3)])
  func list(columns: Int, rows: Int) throws {
    let fixture = Fixture("list") { snapshot in
      snapshot.view.choice = Choice(
        .sort, title: "Sort by", options: (0..<9).map { Choice.Option("line \($0)") }, selected: 2)
    }
    let picked = (0..<rows).flatMap { row in
      (0..<columns).flatMap { commands(MouseEvent(.press, column: $0, row: row), fixture, columns, rows) }
    }
    #expect(!picked.contains { if case .pick = $0 { true } else { false } })
    #expect(try click("line 2", fixture, columns, rows) == [.pickInList(2)])
  }

  @Test("no cell, no size and no place outside of the screen does harm")
  func anywhere() {
    for name in ["busy", "hostile", "help", "filter-editing", "empty"] {
      let fixture = Fixture.named(name)
      for (columns, rows) in [(120, 40), (40, 6), (20, 1), (1, 1), (0, 0)] {
        for column in [-1, columns / 2, columns, .max, .min] {
          for row in [-1, rows / 2, rows - 1, rows, .max, .min] {
            for deed in [MouseEvent.Deed.press, .wheelDown] {
              let asked = commands(MouseEvent(deed, column: column, row: row), fixture, columns, rows)
              if column < 0 || row < 0 || column >= columns || row >= rows { #expect(asked.isEmpty) }
            }
          }
        }
      }
    }
  }
}

extension Fixture {
  fileprivate static func named(_ name: String) -> Fixture { all.first { $0.name == name } ?? busy }
}
