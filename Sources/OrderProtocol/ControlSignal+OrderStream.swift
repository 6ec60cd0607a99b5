package import EventStream

extension ControlSignal {
  /// What an event of the order stream means to the connection; `nil` for almost all of them, found by the type alone.
  package static func orderStreamSignal(for event: ServerSentEvent) -> ControlSignal? {
    // Before any comparison of strings, since this is asked of every event.
    if event.type.utf8.first == UInt8(ascii: "o") { return nil }
    switch event.type {
    case "heartbeat": return .heartbeat
    case "disconnecting", "error": break
    default: return nil
    }
    switch DecodedEvent(event).event {
    case .disconnecting(_, let reconnectAfter, _): return .disconnecting(reconnectAfter: reconnectAfter)
    case .fault(let fault) where fault.isRecoverable: return .recoverableError(retryAfter: fault.retryAfter)
    case .fault(let fault): return .unrecoverableError(code: fault.code, message: fault.message)
    default: return nil
    }
  }
}
