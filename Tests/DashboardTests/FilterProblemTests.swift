import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

struct FilterProblemTests {
  private func texts(_ problem: FilterProblem) -> [String] {
    problem.piece.forms.map { $0.spans.map(\.text).joined() }
  }

  @Test(
    "says what is wrong, and what was probably meant",
    arguments: [
      (FilterProblem.noNumber("abc"), "no number: abc"), (.noTime("10w"), "no time: 10w (90s 10m 2h 1d)"),
      (.noValue(field: "total"), "total needs a number"), (.noValue(field: "age"), "age needs a number, e.g. 10m"),
      (.noComparison(field: "status", mark: ">"), "status has no >, only : = !="),
      (.unknownField("statsu", fields: ["total", "status"]), "no field statsu; status?"),
      (.noState("fine", states: ["late", "soon"]), "is: late soon"),
      (.unknownField("zebra", fields: ["total", "status"]), "no order has a field zebra"),
    ])
  func words(problem: FilterProblem, text: String) {
    #expect(texts(problem).first == text)
    #expect(texts(problem).map(\.count) == texts(problem).map(\.count).sorted(by: >))
  }

  @Test(
    "who looks for the word of a state, and finds nothing, is told how to ask for it",
    arguments: [
      ("late", "is:late"), ("cust-7 SOON", "is:soon"), ("is:late", nil), ("!late", nil), ("customer:late", nil),
      ("latest", nil),
    ])
  func meant(filter: String, state: String?) {
    for (columns, rows) in [(120, 40), (40, 6)] {
      for isTyping in [false, true] {
        let text = Fixture("meant") { snapshot in
          snapshot.orders.rows = []
          snapshot.orders.matching = 0
          snapshot.view.filter = isTyping ? "" : filter
          snapshot.view.filterBeingEdited = isTyping ? filter : nil
        }.drawn(columns, rows).text
        #expect(text.contains("did you mean") == (state != nil), "\(text)")
        if let state { #expect(text.contains("did you mean \(state)?"), "\(text)") }
      }
    }
  }

  @Test("what was typed is shown safe and short")
  func hostile() {
    let text = "\u{1B}[2J" + String(repeating: "x", count: 500)
    #expect(texts(.noNumber(text)).allSatisfy { $0.count < 40 && !$0.contains("\u{1B}") })
  }
}
