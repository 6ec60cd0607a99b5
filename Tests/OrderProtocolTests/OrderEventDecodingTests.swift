import EventStream
import Testing

@testable import OrderProtocol

private func decode(_ type: OrderEventType, _ data: String) -> DecodedEvent {
  DecodedEvent(ServerSentEvent(type: type.rawValue, data: data))
}

private let id = OrderID("o")

@Test(
  "a field of a wrong type is left out and named, and the others count",
  arguments: [
    (#""customerId":7"#, "customerId: expected a string, got a number"),
    (#""status":["PENDING"]"#, "status: expected a string, got an array"),
    (#""status":"""#, "status: is empty"), (#""items":{}"#, "items: expected an array, got an object"),
    (#""total":"25.99""#, "total: expected a number, got a string"),
    (#""total":true"#, "total: expected a number, got a boolean"),
    (#""total":1e400"#, "total: 1e400 cannot be held exactly"),
    (#""total":9223372036854775808"#, "total: 9223372036854775808 cannot be held exactly"),
    (#""itemCount":-1"#, "itemCount: expected a whole number from 0, got -1"),
    (#""itemCount":2.5"#, "itemCount: expected a whole number from 0, got 2.5"),
    (#""itemCount":9223372036854775808"#, "itemCount: expected a whole number from 0, got 9223372036854775808"),
    (#""itemCount":"3""#, "itemCount: expected a number, got a string"),
    (#""submittedAt":1721053740"#, "submittedAt: expected a string, got a number"),
    (#""submittedAt":"noon""#, #"submittedAt: expected an RFC 3339 date and time, got "noon""#),
    (#""timestamp":"""#, #"timestamp: expected an RFC 3339 date and time, got """#),
    (#""assignedTo":{"a":1}"#, "assignedTo: expected a string, got an object"),
    (#""trackingNumber":123"#, "trackingNumber: expected a string, got a number"),
    (#""carrier":false"#, "carrier: expected a string, got a boolean"),
    (#""cancellationReason":[]"#, "cancellationReason: expected a string, got an array"),
    (#""reason":1"#, "reason: expected a string, got a number"),
  ])
func wrongType(field: String, problem: String) {
  let patch = OrderPatch(orderID: id, unknown: [UnknownField(name: "note", json: "1")])
  #expect(
    decode(.cancelled, #"{\#(field),"orderId":"o","note":1}"#) == DecodedEvent(.cancelled(patch), problem: problem))
  #expect(
    decode(.cancelled, #"{"orderId":"o","note":1,\#(field)}"#) == DecodedEvent(.cancelled(patch), problem: problem))
}

@Test("null is absent, in every field, and no problem")
func null() {
  let fields = FieldName.allCases.filter { $0 != .orderID }.map { #","\#($0.rawValue)":null"# }.joined()
  for type in OrderEventType.allCases where ![.itemAdded, .itemRemoved].contains(type) {
    #expect(decode(type, #"{"orderId":"o"\#(fields)}"#).problem == nil)
  }
  let patch = OrderPatch(orderID: id)
  let patchFields = #","status":null,"items":null,"total":null,"itemCount":null,"reason":null,"timestamp":null"#
  #expect(decode(.cancelled, #"{"orderId":"o"\#(patchFields)}"#) == DecodedEvent(.cancelled(patch)))
}

@Test(
  "an order event without a usable order is none, and says why",
  arguments: [
    ("{}", "orderId: missing"), (#"{"orderId":null}"#, "orderId: missing"), (#"{"orderId":""}"#, "orderId: is empty"),
    (#"{"orderId":7}"#, "orderId: expected a string, got a number"),
    (#"{"orderId":"o","orderId":null}"#, "orderId: missing"), (#"{"OrderId":"o"}"#, "orderId: missing"),
    ("[]", "data: expected an object, got an array"), ("7", "data: expected an object, got a number"),
    (#""o""#, "data: expected an object, got a string"), ("null", "data: expected an object, got null"),
    ("", "data: malformed JSON at byte 0: expected a value"),
    ("[", "data: malformed JSON at byte 1: expected a value"),
    (#"{"orderId":"o"} x"#, "data: malformed JSON at byte 16: expected nothing after the value"),
    (#"{"orderId":"o""#, "data: malformed JSON at byte 14: expected a comma or }"),
    (#"{"orderId":NaN}"#, "data: malformed JSON at byte 11: expected a value"),
    ("\u{FEFF}{\"orderId\":\"o\"}", "data: malformed JSON at byte 0: expected a value"),
  ])
func noOrder(data: String, problem: String) {
  for type in [OrderEventType.created, .updated, .submitted, .shipped, .cancelled] {
    #expect(decode(type, data) == DecodedEvent(nil, problem: problem))
  }
}

@Test("an item event needs its item too")
func noItem() {
  for type in [OrderEventType.itemAdded, .itemRemoved] {
    #expect(decode(type, #"{"orderId":"o"}"#) == DecodedEvent(nil, problem: "itemId: missing"))
    #expect(decode(type, #"{"itemId":"i"}"#) == DecodedEvent(nil, problem: "orderId: missing"))
    #expect(decode(type, #"{"orderId":"o","itemId":""}"#) == DecodedEvent(nil, problem: "itemId: is empty"))
  }
}

@Test("an item that comes and an item that goes")
func items() throws {
  let time = try #require(Timestamp("2024-07-15T14:31:00Z"))
  let item = OrderItem(
    itemID: "i", name: "Widget", quantity: DecimalNumber(mantissa: 25, scale: 1), price: DecimalNumber(-3),
    unknown: [UnknownField(name: "total", json: "7"), UnknownField(name: "colour", json: #"{"a": [1]}"#)])
  let data =
    #"{"orderId":"o","itemId":"i","name":"Widget","quantity":2.5,"price":-3,"total":7,"colour":{"a": [1]} ,"timestamp":"2024-07-15T14:31:00Z"}"#
  #expect(decode(.itemAdded, data) == DecodedEvent(.itemAdded(id, item, timestamp: time)))
  #expect(decode(.itemRemoved, data) == DecodedEvent(.itemRemoved(id, itemID: "i", timestamp: time)))
  let wrong = #"{"orderId":"o","itemId":"i","name":1,"quantity":"2","price":null}"#
  #expect(
    decode(.itemAdded, wrong)
      == DecodedEvent(
        .itemAdded(id, OrderItem(itemID: "i"), timestamp: nil),
        problem: "name: expected a string, got a number; quantity: expected a number, got a string"))
}

@Test("an item without a usable id is left out of a created order, and named")
func itemsOfOrder() {
  let data =
    #"{"orderId":"o","items":[{"itemId":"a","quantity":1},7,{"name":"x"},{"itemId":"b","price":"1"},{"itemId":""},null]}"#
  let items = [OrderItem(itemID: "a", quantity: DecimalNumber(1)), OrderItem(itemID: "b")]
  let problem =
    "items[1]: expected an object, got a number; items[2].itemId: missing; "
    + "items[3].price: expected a number, got a string; items[4].itemId: is empty; items[5]: expected an object, got null"
  #expect(decode(.created, data) == DecodedEvent(.created(OrderPatch(orderID: id, items: items)), problem: problem))
}

@Test("of duplicate names the last counts, for values, problems and unknown fields alike")
func duplicates() {
  let patch = OrderPatch(
    orderID: OrderID("o2"), items: [OrderItem(itemID: "b")], total: DecimalNumber(2),
    unknown: [UnknownField(name: "x", json: "2"), UnknownField(name: "y", json: "3")])
  let data =
    #"{"orderId":7,"total":"x","items":[1],"x":1,"y":3,"status":"PENDING","status":null,"orderId":"o2","total":2,"items":[{"itemId":"b"}],"x":2}"#
  #expect(decode(.updated, data) == DecodedEvent(.updated(patch)))
  #expect(
    decode(.updated, #"{"orderId":"o","total":2,"total":"x"}"#).problem == "total: expected a number, got a string")
  #expect(
    decode(.updated, #"{"orderId":"o","\u0074otal":2}"#).event == decode(.updated, #"{"orderId":"o","total":2}"#).event)
}

@Test("a reason is one for the cancellation only where the order is cancelled")
func reason() {
  let cancelled = OrderPatch(orderID: id, cancellationReason: "no stock")
  #expect(decode(.cancelled, #"{"reason":"no stock","orderId":"o"}"#).event == .cancelled(cancelled))
  #expect(decode(.cancelled, #"{"orderId":"o","cancellationReason":"no stock"}"#).event == .cancelled(cancelled))
  #expect(
    decode(.cancelled, #"{"orderId":"o","cancellationReason":"no stock","reason":"other"}"#).event
      == .cancelled(cancelled))
  let updated = OrderPatch(orderID: id, status: .cancelled, cancellationReason: "no stock")
  #expect(decode(.updated, #"{"reason":"no stock","orderId":"o","status":"CANCELLED"}"#).event == .updated(updated))
  let held = OrderPatch(
    orderID: id, status: .other("ON_HOLD"), unknown: [UnknownField(name: "reason", json: #""payment""#)])
  #expect(decode(.updated, #"{"reason":"payment","orderId":"o","status":"ON_HOLD"}"#) == DecodedEvent(.updated(held)))
}

@Test("the time of the submission is kept as it was written, where we would write it in another way")
func submittedAtText() {
  func patch(_ text: String) -> OrderPatch? {
    let decoded = decode(.submitted, #"{"orderId":"o","submittedAt":"\#(text)"}"#)
    guard case .submitted(let patch) = decoded.event, decoded.problem == nil else { return nil }
    // A server says it again as it was said.
    #expect(DecodedEvent(ServerSentEvent(.submitted(patch))) == decoded)
    return patch
  }
  #expect(patch("2024-07-15T14:30:00Z")?.submittedAtText == nil)
  let written = patch("2024-07-15T16:30:00.000+02:00")
  #expect(written?.submittedAt == Timestamp("2024-07-15T14:30:00Z"))
  #expect(written?.submittedAtText == "2024-07-15T16:30:00.000+02:00")
  let endless = patch("2024-07-15T14:30:00.\(String(repeating: "0", count: 70_000))Z")
  #expect(endless?.submittedAt == Timestamp("2024-07-15T14:30:00Z"))
  #expect(endless?.submittedAtText == nil)
}

@Test("unknown fields are kept up to 64 and up to 64 KiB, and it is said when there were more")
func unknownFields() throws {
  let many = (0..<70).map { #""f\#($0)":\#($0)"# }.joined(separator: ",")
  guard case .updated(let patch)? = decode(.updated, #"{\#(many),"orderId":"o"}"#).event else {
    Issue.record("no order")
    return
  }
  #expect(patch.unknown.map(\.name) == (0..<64).map { "f\($0)" })
  #expect(
    decode(.updated, #"{\#(many),"orderId":"o"}"#).problem
      == "unknown fields: only 64 of them and 64 KiB are kept of an event")
  let large = String(repeating: "x", count: 65_535 - 2)
  let fitting = decode(.updated, #"{"orderId":"o","a":"\#(large)"}"#)
  #expect(fitting.problem == nil)
  #expect(fitting.event == .updated(OrderPatch(orderID: id, unknown: [UnknownField(name: "a", json: "\"\(large)\"")])))
  let excess = decode(.updated, #"{"orderId":"o","a":"\#(large)x","b":1}"#)
  #expect(excess.event == .updated(OrderPatch(orderID: id)))
  #expect(excess.problem != nil)
  let names = (0..<3).map { #""\#($0)\#(large.prefix(30_000))":0"# }.joined(separator: ",")
  #expect(decode(.updated, #"{"orderId":"o",\#(names)}"#).problem != nil)
}

@Test("of an order's items, 10,000 are kept, and what is said about bad ones stays short")
func manyItems() {
  let items = (0..<10_001).map { #"{"itemId":"\#($0)"}"# }.joined(separator: ",")
  let decoded = decode(.created, #"{"orderId":"o","items":[\#(items)]}"#)
  #expect(decoded.problem == "items: only 10000 of 10001 are kept")
  let bad = decode(.created, #"{"orderId":"o","items":[\#(String(repeating: "1,", count: 9_999))1]}"#)
  #expect(bad.event == .created(OrderPatch(orderID: id, items: [])))
  #expect(bad.problem?.hasSuffix("; 9994 more") == true)
  #expect((bad.problem?.utf8.count ?? 0) < 400)
}

@Test("long and strange strings are kept to the byte")
func strings() {
  let long = String(repeating: "é", count: 32_000)
  #expect(decode(.updated, #"{"orderId":"\#(long)"}"#).event == .updated(OrderPatch(orderID: OrderID(long))))
  let strange = decode(.updated, #"{"orderId":"\u0000\u001b[31m\ud800","customerId":" "}"#)
  #expect(
    strange == DecodedEvent(.updated(OrderPatch(orderID: OrderID("\u{0}\u{1B}[31m\u{FFFD}"), customerID: " "))))
  let time = decode(.updated, #"{"orderId":"o","timestamp":"\#(long)"}"#)
  #expect(time.event == .updated(OrderPatch(orderID: id)))
  #expect((time.problem?.utf8.count ?? 0) < 120)
  let digits = String(repeating: "9", count: 1_000_000)
  #expect((decode(.updated, #"{"orderId":"o","total":\#(digits)}"#).problem?.utf8.count ?? 0) < 120)
}

@Test("ids that only Unicode calls equal are two orders")
func canonicalEquivalence() {
  #expect(OrderID("caf\u{e9}") != OrderID("cafe\u{301}"))
  #expect(Set([OrderID("caf\u{e9}"), OrderID("cafe\u{301}"), OrderID("caf\u{e9}")]).count == 2)
}

@Test("64 levels of nesting count the payload's own object; 65 are malformed")
func nesting() {
  func data(_ levels: Int) -> String {
    #"{"orderId":"o","x":"# + String(repeating: "[", count: levels - 1) + String(repeating: "]", count: levels - 1)
      + "}"
  }
  #expect(decode(.updated, data(63)).problem == nil)
  #expect(decode(.updated, data(64)).problem == nil)
  #expect(decode(.updated, data(65)).event == nil)
  #expect(decode(.updated, data(65)).problem?.contains("64 levels") == true)
}

@Test("a control event means something by its type, even if its payload does not")
func controlEvents() {
  let events: [(OrderEventType, OrderEvent)] = [
    (.connected, .connected(streamID: nil, timestamp: nil, filters: [], isReplayUnavailable: false)),
    (.heartbeat, .heartbeat(timestamp: nil, connectionAge: nil)),
    (.replayStarted, .replayStarted(missedEvents: nil, replayingFrom: nil)),
    (.replayCompleted, .replayCompleted(replayedEvents: nil, isResumingLiveStream: nil)),
    (.replayFailed, .replayFailed(reason: nil, oldestAvailable: nil, requestedID: nil)),
    (.fault, .fault(StreamFault(code: "", message: "", isRecoverable: true))),
    (.disconnecting, .disconnecting(reason: nil, reconnectAfter: nil, message: nil)),
  ]
  for (type, event) in events {
    #expect(decode(type, #"{"more":[1]}"#) == DecodedEvent(event))
    #expect(decode(type, "ping") == DecodedEvent(event, problem: "data: malformed JSON at byte 0: expected a value"))
    #expect(decode(type, "[]") == DecodedEvent(event, problem: "data: expected an object, got an array"))
    #expect(decode(type, "{}}").event == event)
    #expect(decode(type, "{}}").problem != nil)
  }
}

@Test("fields of control events that cannot be used are named")
func controlProblems() {
  #expect(
    decode(.heartbeat, #"{"timestamp":5,"connectionAge":"P1M"}"#)
      == DecodedEvent(
        .heartbeat(timestamp: nil, connectionAge: nil),
        problem:
          #"timestamp: expected a string, got a number; connectionAge: expected an ISO 8601 duration, got "P1M""#))
  #expect(
    decode(.fault, #"{"code":5,"message":"m","recoverable":"no","retryAfter":1e999}"#)
      == DecodedEvent(
        .fault(StreamFault(code: "", message: "m", isRecoverable: true)),
        problem: "code: expected a string, got a number; recoverable: expected a boolean, got a string; "
          + "retryAfter: expected a finite number of seconds from 0, got 1e999"))
  #expect(decode(.replayStarted, #"{"missedEvents":-3}"#).problem != nil)
  #expect(
    decode(.replayStarted, #"{"missedEvents":3.0,"replayingFrom":"15"}"#)
      == DecodedEvent(.replayStarted(missedEvents: 3, replayingFrom: "15")))
  #expect(
    decode(.connected, #"{"filters":{"a":1,"a":[2]},"replayUnavailable":1}"#)
      == DecodedEvent(
        .connected(
          streamID: nil, timestamp: nil, filters: [UnknownField(name: "a", json: "[2]")], isReplayUnavailable: false),
        problem: "replayUnavailable: expected a boolean, got a number"))
}

@Test("a type that the protocol does not name is kept by its name, and its data is not looked at")
func unknownType() {
  for type in ["message", "order-returned", "Order-Created", ""] {
    #expect(DecodedEvent(ServerSentEvent(type: type, data: "{{{")) == DecodedEvent(.unknown(type: type)))
  }
}
