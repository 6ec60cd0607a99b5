import EventStream
import Testing

@testable import OrderProtocol

@Test("a heartbeat is one, whatever it says")
func heartbeatSignal() {
  for data in [#"{"timestamp":"2024-07-15T14:31:00Z"}"#, "ping", ""] {
    #expect(ControlSignal.orderStreamSignal(for: ServerSentEvent(type: "heartbeat", data: data)) == .heartbeat)
  }
}

@Test("events that say nothing about the connection give no signal")
func noSignal() {
  for type in OrderEventType.allCases where ![.heartbeat, .fault, .disconnecting].contains(type) {
    #expect(ControlSignal.orderStreamSignal(for: ServerSentEvent(type: type.rawValue, data: "{}")) == nil)
  }
  #expect(ControlSignal.orderStreamSignal(for: ServerSentEvent(data: #"{"recoverable":false}"#)) == nil)
  #expect(ControlSignal.orderStreamSignal(for: ServerSentEvent(type: "Error", data: "{}")) == nil)
}

@Test(
  "only a number that is finite and not negative is a time to reconnect after",
  arguments: [
    (#"{"reconnectAfter":60}"#, .seconds(60)), (#"{"reconnectAfter":0}"#, .zero), (#"{"reconnectAfter":-0}"#, .zero),
    (#"{"reconnectAfter":1.5}"#, .milliseconds(1500)), (#"{"reconnectAfter":6e1}"#, .seconds(60)),
    (#"{"reconnectAfter":1e300}"#, .seconds(1_000_000_000)),
    (#"{"reconnectAfter":99999999999}"#, .seconds(1_000_000_000)),
    (#"{"reconnectAfter":0.1250000000000000000001}"#, .milliseconds(125)), (#"{"reconnectAfter":-1}"#, nil),
    (#"{"reconnectAfter":-1e300}"#, nil), (#"{"reconnectAfter":1e400}"#, nil), (#"{"reconnectAfter":"60"}"#, nil),
    (#"{"reconnectAfter":null}"#, nil), (#"{"reconnectAfter":NaN}"#, nil), (#"{"reconnectAfter":[60]}"#, nil),
    ("{}", nil), ("soon", nil), (#"{"reconnectAfter":1"# + String(repeating: "0", count: 1_000_000) + "}", nil),
  ] as [(String, Duration?)])
func disconnectingSignal(data: String, wait: Duration?) {
  let event = ServerSentEvent(type: "disconnecting", data: data)
  #expect(ControlSignal.orderStreamSignal(for: event) == .disconnecting(reconnectAfter: wait))
}

@Test(
  "an error ends the stream only if it says so in so many words",
  arguments: [
    (#"{"recoverable":true,"retryAfter":30}"#, .recoverableError(retryAfter: .seconds(30))),
    (#"{"retryAfter":-30}"#, .recoverableError(retryAfter: nil)),
    (#"{"code":"X"}"#, .recoverableError(retryAfter: nil)),
    (#"{"recoverable":null}"#, .recoverableError(retryAfter: nil)),
    (#"{"recoverable":"false"}"#, .recoverableError(retryAfter: nil)),
    (#"{"recoverable":0}"#, .recoverableError(retryAfter: nil)),
    (#"{"code":"AUTH_EXPIRED","recoverable":false"#, .recoverableError(retryAfter: nil)),
    ("no JSON", .recoverableError(retryAfter: nil)), ("[]", .recoverableError(retryAfter: nil)),
    (#"{"recoverable":true,"recoverable":false}"#, .unrecoverableError(code: "", message: "")),
    (#"{"recoverable":false,"recoverable":true}"#, .recoverableError(retryAfter: nil)),
    (
      #"{"code":"AUTH_EXPIRED","message":"expired","recoverable":false}"#,
      .unrecoverableError(code: "AUTH_EXPIRED", message: "expired")
    ),
  ] as [(String, ControlSignal)])
func errorSignal(data: String, signal: ControlSignal) {
  #expect(ControlSignal.orderStreamSignal(for: ServerSentEvent(type: "error", data: data)) == signal)
}

@Test("whatever may mean something to the connection is asked for; what is about an order is not")
func signalTypes() {
  for type in OrderEventType.allCases {
    let data = #"{"reconnectAfter":1,"code":"X","recoverable":false}"#
    let signal = ControlSignal.orderStreamSignal(for: ServerSentEvent(type: type.rawValue, data: data))
    var name = type.rawValue
    let isAskedFor = name.withUTF8 { ControlSignal.mayBeOrderStreamSignal($0) }
    #expect(isAskedFor || signal == nil, "\(type)")
    #expect(isAskedFor != type.isAboutOrder, "\(type)")
  }
}
