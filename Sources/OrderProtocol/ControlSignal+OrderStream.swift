package import EventStream

extension ControlSignal {
  /// What an event of the order stream means to the connection; `nil` for almost all of them, found by the type alone.
  package static func orderStreamSignal(for event: ServerSentEvent) -> ControlSignal? {
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
