import CurlTransport
import EventStream
import Foundation
import OrderProtocol
import OrderStore
import SavedState
import TestSupport
import Testing

@testable import ordertop

/// `ParserPropertyTests` say that it makes no difference where chunks begin and end.
@Suite(
  "Promise 6: an event that its connection did not complete is dropped with its id, wherever it was cut", .serialized)
struct Promise06CutConnectionTests {
  /// Two kilobytes: all line ends there are, a byte order mark, characters of many bytes, comments, control events.
  private static let events: [OrderHistory.Event] = {
    let names = ["Stra\u{DF}e", "日本語", "👩‍👧", "e\u{301}", "plain"]
    var events: [OrderHistory.Event] = []
    func add(_ type: String, _ data: String) {
      events.append(OrderHistory.Event(id: "é-\(events.count + 1)", type: type, data: data))
    }
    for (index, name) in names.enumerated() {
      let order = #""orderId":"o-\#(name)""#
      add("order-created", #"{\#(order),"customerId":"\#(name)","status":"CREATED","items":[]}"#)
      add("order-item-added", #"{\#(order),"itemId":"i\#(index)","name":"\#(name)","quantity":2,"price":25.99}"#)
      add("order-item-added", #"{\#(order),"itemId":"\#(name)","name":"x","quantity":1,"price":0.5}"#)
      add("heartbeat", "{}")
      add("order-updated", #"{\#(order),"total":52.48,"itemCount":3}"#)
      add("order-item-removed", #"{\#(order),"itemId":"i\#(index)"}"#)
    }
    return events
  }()

  private static let history = OrderHistory(events)

  /// The recording, and for each event the number of bytes from which on it is complete.
  private static let recording: (bytes: [UInt8], ends: [Int]) = {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    var ends: [Int] = []
    for (index, event) in events.enumerated() {
      let text = ": \(index)\n" + event.text
      bytes += Array(text.replacing("\n", with: ["\n", "\r\n", "\r"][index % 3]).utf8)
      // A CR alone ends a line, and so does CR LF with its CR already.
      ends.append(index % 3 == 1 ? bytes.count - 1 : bytes.count)
    }
    return (bytes, ends)
  }()

  /// Each path is a number: so many bytes of the recording come on that connection.
  private static func server(_ end: LoopbackStep) throws -> LoopbackServer {
    try LoopbackServer([
      .request,
      .answer { request in
        let count = request.split(separator: " ").dropFirst().first.flatMap { Int($0.dropFirst()) } ?? 0
        return [.eventStreamHead(), .send(Array(Self.recording.bytes.prefix(count))), end]
      },
    ])
  }

  /// Follows a stream of one connection; returns its last position and its orders as `export` tells them.
  private static func follow(
    _ url: String, _ transport: CurlTransport
  ) async throws -> (position: String, orders: NSArray) {
    let time = RealTime()
    let store = Store(
      DashboardState(settings: Settings(), theme: "", isSaving: true, restoring: nil, at: time.now()))
    let client = EventStreamClient(
      request: try StreamRequest(url: url), transport: transport, policy: ReconnectPolicy(limit: 0),
      clock: ContinuousClock(), wallClock: { 0 }, control: ControlSignal.orderStreamSignal,
      sink: { event in await store.receive(event, time: time) })
    _ = await client.run()
    let checkpoint = await store.takeCheckpoint(isComplete: true, at: time.now())
    var writer = OrderJSONWriter()
    for order in checkpoint.orders.sorted(by: { $0.id < $1.id }) { writer.add(order) }
    writer.finish()
    let orders = try #require(JSONSerialization.jsonObject(with: Data(writer.take())) as? NSArray)
    return (checkpoint.board.lastEventID, orders)
  }

  @Test("ended in order after any byte, the state is the fold of the complete events, and so is the position")
  func everyByte() async throws {
    let server = try Self.server(.close)
    let transport = try CurlTransport(userAgent: "ordertop/test")
    let (bytes, ends) = Self.recording
    try #require(bytes.count > 2000)
    for count in 0...bytes.count {
      let (position, orders) = try await Self.follow(server.url("/\(count)"), transport)
      let complete = ends.count { $0 <= count }
      #expect(position == (complete == 0 ? "" : Self.events[complete - 1].id), "\(count) bytes")
      #expect(try orders == Self.history.orders(through: position), "\(count) bytes")
    }
  }

  @Test("broken off after any byte, the state is the fold of the events up to the position")
  func reset() async throws {
    let server = try Self.server(.reset)
    let transport = try CurlTransport(userAgent: "ordertop/test")
    for count in stride(from: 0, through: Self.recording.bytes.count, by: 5) {
      let (position, orders) = try await Self.follow(server.url("/\(count)"), transport)
      #expect(try orders == Self.history.orders(through: position), "\(count) bytes")
    }
  }
}
