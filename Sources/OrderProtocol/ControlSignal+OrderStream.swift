package import EventStream

extension ControlSignal {
  /// Whether events of a type can mean anything to the connection: not those about orders, which nearly all are.
  package static func mayBeOrderStreamSignal(_ type: UnsafeBufferPointer<UInt8>) -> Bool {
    type.first != UInt8(ascii: "o")
  }

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
