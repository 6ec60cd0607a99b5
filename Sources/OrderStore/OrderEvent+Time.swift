import OrderProtocol

extension OrderEvent {
  /// When the server says it happened, of an event that is not about an order; see ``EventInBatch/order`` for the others.
  var time: Timestamp? {
    switch self {
    case .connected(_, let timestamp, _, _), .heartbeat(let timestamp, _): timestamp
    default: nil
    }
  }
}
