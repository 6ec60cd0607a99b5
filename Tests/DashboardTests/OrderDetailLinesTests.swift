import OrderProtocol
import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Detail")
struct OrderDetailLinesTests {
  private func detail(_ items: [OrderItem]) -> OrderDetail {
    let row = OrderRow(id: OrderID("o"), status: .pending, age: .zero)
    return OrderDetail(row: row, items: items, firstSeen: Board.ago(9), lastChanged: Board.ago(1))
  }

  private func drawn(_ lines: OrderDetailLines, _ range: Range<Int>, columns: Int = 60) -> [String] {
    var canvas = Canvas(surface: Surface(size: Size(columns: columns, rows: range.count)), look: .test)
    for (row, index) in range.enumerated() {
      lines.draw(index, on: &canvas, Rect(row: row, columns: columns, rows: 1))
    }
    return canvas.surface.text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.split(separator: " ").joined(separator: " ")
    }
  }

  @Test("of very many items those that are looked at are drawn, each with its own fields")
  func manyItems() throws {
    let items = (0..<10_000).map { number in
      OrderItem(
        itemID: "i\(number)", name: "Thing \(number)", quantity: DecimalNumber(2),
        price: DecimalNumber(mantissa: 125, scale: 2),
        unknown: (0..<number % 3).map { UnknownField(name: "f\($0)", json: "\(number)") })
    }
    let lines = OrderDetailLines(detail(items))
    let first = try #require((0..<20).first { drawn(lines, $0..<$0 + 1)[0].hasPrefix("Thing 0 ") })
    #expect(lines.count > 10_000 + 9_999)
    #expect(
      drawn(lines, first..<first + 6) == [
        "Thing 0 2 × 1.25 = 2.50", "Thing 1 2 × 1.25 = 2.50", "f0: 1", "Thing 2 2 × 1.25 = 2.50", "f0: 2", "f1: 2",
      ])
    let last = first + 10_000 + 9_999 - 3
    #expect(drawn(lines, last..<last + 3) == ["f0: 9998", "f1: 9998", "Thing 9999 2 × 1.25 = 2.50"])
    #expect(drawn(lines, -1..<0) == [""] && drawn(lines, lines.count..<lines.count + 1) == [""])
  }

  @Test("items without further fields have one line each")
  func plainItems() {
    let plain = OrderDetailLines(detail((0..<500).map { OrderItem(itemID: "\($0)") }))
    let none = OrderDetailLines(detail([]))
    #expect(plain.count == none.count + 500)
  }

  @Test("a long name leaves the sum on the screen, wide and combining characters count as they are shown")
  func names() {
    let price = DecimalNumber(mantissa: 250, scale: 2)
    func item(_ name: String) -> String {
      let item = OrderItem(itemID: "i", name: name, quantity: DecimalNumber(3), price: price)
      let lines = OrderDetailLines(detail([item]))
      return (0..<lines.count).map { drawn(lines, $0..<$0 + 1, columns: 40)[0] }.first { $0.hasSuffix("= 7.50") } ?? ""
    }
    #expect(item(String(repeating: "x", count: 1000)) == String(repeating: "x", count: 18) + "… 3 × 2.50 = 7.50")
    #expect(item(String(repeating: "日本", count: 500)) == "日本日本日本日本日… 3 × 2.50 = 7.50")
    #expect(item("e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}x") == "e\u{301}\u{301}\u{301}\u{301}x 3 × 2.50 = 7.50")
    #expect(item("\u{1B}[31m\u{202E}red\r\n") == "·[31m·red·· 3 × 2.50 = 7.50")
  }
}
