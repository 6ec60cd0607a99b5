import EventStream
import OrderProtocol
import Testing

@testable import OrderServer

@Suite("The history of events")
struct EventHistoryTests {
  private func history(_ count: Int, limits: HistoryLimits = HistoryLimits()) throws -> EventHistory {
    var history = EventHistory(name: "h", limits: limits)
    for number in 0..<count {
      history.append(
        try history.prepared(
          [EventDraft(type: "order-updated", data: #"{"orderId":"\#(number % 2)"}"#)],
          at: Timestamp(milliseconds: Int64(number) * 10)))
    }
    return history
  }

  @Test("events are numbered from 1, and written with their ids")
  func numbers() throws {
    let history = try history(3)
    #expect(history.newest == 3 && history.oldest == 1)
    #expect(history.events(after: 0).map(\.number) == [1, 2, 3])
    #expect(
      history.events(after: 2).map(\.frame)
        == [Array("id: h-3\nevent: order-updated\ndata: {\"orderId\":\"0\"}\n\n".utf8)])
    #expect(history.events(after: 3).isEmpty && history.events(after: 99).isEmpty)
  }

  @Test("the oldest go, by number or by bytes, but never the newest")
  func limits() throws {
    let byNumber = try history(10, limits: HistoryLimits(events: 3, bytes: 1_000_000))
    #expect(byNumber.oldest == 8 && byNumber.newest == 10)
    let cost = try #require(byNumber.events(after: 0).first?.cost)
    let byBytes = try history(10, limits: HistoryLimits(events: 1_000, bytes: cost * 4))
    #expect(byBytes.newest - byBytes.oldest + 1 == 3 || byBytes.newest - byBytes.oldest + 1 == 4)
    let tiny = try history(10, limits: HistoryLimits(events: 1_000, bytes: 1))
    #expect(tiny.oldest == 10 && tiny.newest == 10)
  }

  @Test("a position is one that was given out, and from which on everything is here")
  func resumption() throws {
    let history = try history(10, limits: HistoryLimits(events: 3, bytes: 1_000_000))
    #expect(history.resumption(after: "h-7") == .possible(after: 7))
    #expect(history.resumption(after: "h-10") == .possible(after: 10))
    #expect(history.resumption(after: "h-6") == .expired)
    #expect(history.resumption(after: "h-0") == .expired)
    for id in ["h-11", "h-", "h", "", "g-7", "h-07", "h-+7", "h-7 ", "H-7", "7"] {
      #expect(history.resumption(after: id) == .unknown)
    }
    #expect(EventHistory(name: "h", limits: HistoryLimits()).resumption(after: "h-0") == .possible(after: 0))
  }

  @Test("a time is the place after the last event that is not later")
  func times() throws {
    let history = try history(10, limits: HistoryLimits(events: 5, bytes: 1_000_000))
    let number = { history.position(at: Timestamp(milliseconds: $0)) }
    #expect(number(70) == (8, true))
    #expect(number(79) == (8, true))
    #expect(number(80) == (9, true))
    #expect(number(1_000) == (10, true))
    #expect(number(50) == (6, true))
    #expect(number(49) == (5, false))
    #expect(try self.history(2).position(at: Timestamp(milliseconds: -1)) == (0, true))
    #expect(EventHistory(name: "h", limits: HistoryLimits()).position(at: Timestamp(milliseconds: 0)) == (0, true))
  }

  @Test("a wall clock that is set back does not put events into the wrong order")
  func clockSetBack() throws {
    var history = try history(3)
    history.append(
      try history.prepared([EventDraft(type: "order-updated", data: "{}")], at: Timestamp(milliseconds: -5)))
    #expect(history.newestTime == Timestamp(milliseconds: 20))
  }

  @Test("an event belongs to the customer that it, or one before it, has named")
  func customers() throws {
    var history = EventHistory(name: "h", limits: HistoryLimits(events: 3, bytes: 1_000_000))
    func publish(_ drafts: EventDraft...) throws -> [String?] {
      history.append(try history.prepared(drafts, at: Timestamp(milliseconds: 0)))
      return history.events(after: history.newest - Int64(drafts.count)).map {
        $0.customerID.map { String(decoding: $0, as: UTF8.self) }
      }
    }
    let created = EventDraft(type: "order-created", data: #"{"orderId":"a","customerId":"c1"}"#)
    let item = EventDraft(type: "order-item-added", data: #"{"orderId":"a","itemId":"i"}"#)
    let moved = EventDraft(type: "order-updated", data: #"{"orderId":"a","customerId":"c2"}"#)
    let other = EventDraft(type: "order-updated", data: #"{"orderId":"b"}"#)
    #expect(try publish(item) == [nil])
    #expect(try publish(created, item, other) == ["c1", "c1", nil])
    #expect(try publish(item, moved, item) == ["c1", "c2", "c2"])
    // While an event of the order is here, its customer is known.
    #expect(try publish(other, other) == [nil, nil])
    #expect(try publish(item) == ["c2"])
    #expect(try publish(other, other, other) == [nil, nil, nil])
    #expect(try publish(item) == [nil])
  }

  @Test("what is no event of the protocol is kept as it is, and belongs to nobody")
  func strangers() throws {
    var history = EventHistory(name: "h", limits: HistoryLimits())
    history.append(
      try history.prepared(
        [EventDraft(type: "strange", data: "x\ny"), EventDraft(type: "order-updated", data: "{")],
        at: Timestamp(milliseconds: 0)))
    let events = Array(history.events(after: 0))
    #expect(events.map(\.type) == [nil, .updated])
    #expect(events[0].frame == Array("id: h-1\nevent: strange\ndata: x\ndata: y\n\n".utf8))
    #expect(history.count(after: 0, matching: EventFilter()) == 2)
    #expect(history.count(after: 0, matching: EventFilter(types: [.updated])) == 1)
    #expect(history.count(after: 0, matching: EventFilter(orderID: OrderID("x"))) == 0)
    #expect(throws: EventStreamEncoder.Failure.invalidType) {
      try history.prepared([EventDraft(type: "a\nb", data: "{}")], at: Timestamp(milliseconds: 0))
    }
  }

  @Test("bytes after a number are those on the wire")
  func bytes() throws {
    let history = try history(10, limits: HistoryLimits(events: 5, bytes: 1_000_000))
    for number in 0...10 {
      #expect(
        history.bytes(after: Int64(number)) == history.events(after: Int64(number)).reduce(0) { $0 + $1.frame.count })
    }
  }
}
