import OrderProtocol
import SavedState
import Testing

@testable import OrderStore

@Suite("The past of an order")
struct OrderPastTests {
  /// `a` and `b`: events of orders; `(`, `)`, `x`: a replay begins, ends, fails; `.`: anything else.
  private func past(_ journal: String, limit: Int = 100) -> String {
    let types: [Character: String] = [
      "(": "replay-start", ")": "replay-complete", "x": "replay-failed", ".": "heartbeat",
    ]
    let records = journal.map { mark in
      JournalRecord(
        eventID: String(mark), type: types[mark] ?? "order-updated",
        orderID: types[mark] == nil ? OrderID("\(mark)") : nil,
        receivedAt: at(0).wall, data: "")
    }
    return OrderPast(of: OrderID("a"), in: records, limit: limit).records.map(\.eventID).joined()
  }

  @Test(
    "holds its events and the replays in which they came",
    arguments: [
      ("", ""), ("b.b", ""), ("()", ""), ("(", ""), ("aba", "aa"), ("a(a)a", "a(a)a"), ("a(b)a", "aa"),
      ("(a)(a)", "(a)(a)"), ("a()()()a", "aa"), ("(a)()()(a", "(a)(a"), ("((((a)", "(a)"), ("a))))a", "a)a"),
      ("(a(a)", "(a(a)"), ("axa", "axa"), ("axxxxa", "axa"), ("a(x)a", "axa"), ("(a)x(a)", "(a)x(a)"),
      ("a.(.b.a.)", "a(a)"), ("x(a", "x(a"), ("a(", "a("), ("a(((", "a("),
    ])
  func replays(journal: String, expected: String) {
    #expect(past(journal) == expected)
  }

  @Test("so many of its events, the newest, with what stands before the first of them")
  func limit() {
    #expect(past("aa(aa)a", limit: 3) == "(aa)a")
    #expect(past("a(a)a", limit: 2) == "(a)a")
    #expect(past("a(a)a", limit: 0) == "")
    #expect(past("a(a)a", limit: -1) == "")
  }

  @Test("looked through again it is the same, and connections lost without end leave no more behind")
  func bounded() {
    let lost = String(repeating: "()(((x", count: 1000)
    let once = past("a\(lost)a\(lost)")
    #expect(once.count <= 8)
    #expect(past(once) == once)
  }
}
