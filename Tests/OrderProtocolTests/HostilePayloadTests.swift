import EventStream
import Testing

@testable import OrderProtocol

@Test("a payload cut anywhere is malformed as a whole, and nothing of it counts")
func cuts() {
  var events = RandomOrderEvent(seed: 5)
  for _ in 0..<60 {
    let event = ServerSentEvent(events.next())
    let nothing = DecodedEvent(ServerSentEvent(type: event.type, data: "")).event
    for end in event.data.unicodeScalars.indices {
      let cut = DecodedEvent(ServerSentEvent(type: event.type, data: String(event.data[..<end])))
      #expect(cut.event == nothing)
      #expect(cut.problem?.hasPrefix("data: malformed JSON at byte ") == true)
    }
  }
}

@Test("no change to the bytes of a payload makes decoding trap, or its problem long")
func mutations() {
  var events = RandomOrderEvent(seed: 6)
  var random = SeededRandom(seed: 7)
  let splices = [
    "\"", "\\", "\\u", "\\ud800", "{", "}", "[", "]", ",", ":", "null", "1e400", "-", ".", "9999999999999999999",
    "\u{0}",
    "é", "\u{FEFF}", "\"orderId\":", "\"items\":[", "2024-07-15T14:29:00Z", "PT", "e", "E-9999999999999999999999",
  ].map { Array($0.utf8) }
  for _ in 0..<4_000 {
    let event = ServerSentEvent(events.next())
    var bytes = Array(event.data.utf8)
    for _ in 0...Int.random(in: 0...3, using: &random) {
      let start = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, start + Int.random(in: 0...4, using: &random))
      let splice =
        Bool.random(using: &random) ? splices.randomElement(using: &random) : [.random(in: 0...255, using: &random)]
      bytes.replaceSubrange(start..<end, with: splice ?? [])
    }
    let mutated = ServerSentEvent(type: event.type, data: String(decoding: bytes, as: UTF8.self))
    let decoded = DecodedEvent(mutated)
    #expect(decoded.event != nil || decoded.problem != nil)
    #expect((decoded.problem?.utf8.count ?? 0) < 1_000)
    _ = ControlSignal.orderStreamSignal(for: mutated)
  }
}

@Test("what was decoded from anything can be encoded and decoded again")
func idempotence() {
  var events = RandomOrderEvent(seed: 8)
  var random = SeededRandom(seed: 9)
  for _ in 0..<2_000 {
    let event = ServerSentEvent(events.next())
    var bytes = Array(event.data.utf8)
    bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0x20...0x7E, using: &random)
    let decoded = DecodedEvent(ServerSentEvent(type: event.type, data: String(decoding: bytes, as: UTF8.self)))
    guard let usable = decoded.event else { continue }
    #expect(DecodedEvent(ServerSentEvent(usable)) == DecodedEvent(usable), "\(bytes)")
  }
}

@Test("random bytes never make decoding trap")
func noise() {
  var random = SeededRandom(seed: 10)
  let alphabet = Array(#"{}[]",:\u0123456789eE+-.truefalsn "#.utf8)
  for type in OrderEventType.allCases {
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let decoded = DecodedEvent(ServerSentEvent(type: type.rawValue, data: String(decoding: bytes, as: UTF8.self)))
      #expect(decoded.event != nil || decoded.problem != nil)
    }
  }
}

@Test("a text of more than 64 KiB is left out and named, and the other fields count")
func longTexts() {
  let limit = PayloadReader.maximumTextBytes
  for (count, isKept) in [(limit, true), (limit + 1, false)] {
    let text = String(repeating: "x", count: count)
    let data = #"{"orderId":"o","customerId":"\#(text)","assignedTo":"w"}"#
    let decoded = DecodedEvent(ServerSentEvent(type: "order-updated", data: data))
    #expect(
      decoded.event == .updated(OrderPatch(orderID: OrderID("o"), customerID: isKept ? text : nil, assignedTo: "w")))
    #expect(decoded.problem == (isKept ? nil : "customerId: longer than 64 KiB"))
  }
  let nameless = #"{"orderId":"\#(String(repeating: "x", count: limit + 1))"}"#
  let decoded = DecodedEvent(ServerSentEvent(type: "order-created", data: nameless))
  #expect(decoded.event == nil)
  #expect(decoded.problem == "orderId: longer than 64 KiB")
}
