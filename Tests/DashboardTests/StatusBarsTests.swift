import OrderProtocol
import OrderStore
import SavedState
import TerminalUI
import Testing

@testable import Dashboard

@Suite("How long an order was in each status")
struct StatusBarsTests {
  private func detail(
    _ events: [JournalRecord], status: OrderStatus = .processing, age: Duration = .seconds(30)
  ) -> OrderDetail {
    let row = OrderRow(id: OrderID("order-4711"), status: status, age: age)
    var detail = OrderDetail(row: row, firstSeen: Board.ago(900), lastChanged: Board.ago(1))
    detail.timeline = Timeline(events: events)
    return detail
  }

  private let events = [
    Board.event(400, 1, "order-created", #""customerId":"c""#), Board.event(390, 2, "order-updated", #""total":1"#),
    Board.event(300, 3, "order-submitted", #""submittedAt":"2026-07-15T14:26:55Z""#),
    Board.event(200, 4, "replay-start", "", order: nil),
    Board.event(199, 5, "order-updated", #""status":"PROCESSING","timestamp":"2026-07-15T14:27:45Z""#),
    Board.event(190, 6, "order-updated", #""status":"PROCESSING""#),
  ]

  private func stretches(_ detail: OrderDetail) -> [String] {
    StatusStretches(detail, now: Board.now).stretches.map { "\($0.status.word) \($0.duration?.ageText ?? "-")" }
  }

  @Test("each lasts until the next one came, by the server's clock where it told the time; the last as on the board")
  func durations() {
    #expect(stretches(detail(events)) == ["CREATED 2:30", "PENDING 0:50", "PROCESSING 0:30"])
  }

  @Test("a closed order's last status has no end to be measured to")
  func closed() {
    let shipped = events + [Board.event(20, 7, "order-shipped", #""carrier":"UPS""#)]
    #expect(
      stretches(detail(shipped, status: .shipped))
        == [
          "CREATED 2:30", "PENDING 0:50", "PROCESSING 3:00", "SHIPPED -",
        ])
  }

  @Test("clocks that go back, events that cannot be read and too much to read at all are survived")
  func hostile() {
    let events = [
      Board.event(100, 1, "order-created", #""x":1"#), Board.event(500, 2, "order-submitted", #""status":7"#),
      JournalRecord(
        eventID: "", type: "order-updated", orderID: OrderID("x"), receivedAt: Timestamp(milliseconds: .min),
        data: #"{"orderId":"x","status":"\u001b[2J"}"#),
    ]
    #expect(stretches(detail(events)).count == 3)
    #expect(StatusStretches(detail(events), now: Timestamp(milliseconds: .max)).stretches.count == 3)
    let huge = Board.event(1, 9, "order-updated", #""x":"\#(String(repeating: "x", count: 600_000))""#)
    #expect(stretches(detail(self.events + [huge])) == [])
  }

  private func drawn(_ columns: Int, _ durations: [Duration?], charset: Charset = .unicode) -> String {
    let statuses = [OrderStatus.created, .pending, .processing, .shipped]
    let stretches = zip(statuses, durations).map { StatusStretches.Stretch(status: $0, duration: $1) }
    var canvas = Canvas(surface: Surface(size: Size(columns: columns, rows: 1), charset: charset), look: .test)
    StatusBars(stretches: stretches).draw(on: &canvas, canvas.surface.bounds)
    return canvas.surface.text
  }

  @Test("bars share what the words leave, by time; then they go, then the oldest statuses")
  func width() {
    let durations: [Duration?] = [.seconds(10), .seconds(20), .seconds(30), nil]
    #expect(drawn(70, durations) == "CREATED 0:10 ▇▇▇  PENDING 0:20 ▇▇▇▇▇  PROCESSING 0:30 ▇▇▇▇▇▇▇  SHIPPED")
    #expect(drawn(55, durations) == "CREATED 0:10  PENDING 0:20  PROCESSING 0:30  SHIPPED")
    #expect(drawn(40, durations) == "… PENDING 0:20  PROCESSING 0:30  SHIPPED")
    #expect(drawn(5, durations) == "… SH…")
    #expect(drawn(70, durations, charset: .ascii).contains("0:10 ###  PENDING"))
  }

  @Test("no bar is longer than there is room, however the times are")
  func bars() {
    #expect(StatusBars.bars([.zero, .zero], columns: 50) == [0, 0])
    #expect(StatusBars.bars([.seconds(Int64.max / 4), .zero, nil], columns: 20) == [17, 1, 0])
    #expect(StatusBars.bars([.seconds(1), .seconds(1)], columns: 5) == [0, 0])
    #expect(StatusBars.bars([.seconds(1)], columns: -5) == [0])
    #expect(StatusBars.bars([], columns: 5) == [])
  }
}
