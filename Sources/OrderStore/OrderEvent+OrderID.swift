import OrderProtocol

extension OrderEvent {
  /// The order that it is about; `nil` for control events and types that the protocol does not name.
  var orderID: OrderID? {
    switch self {
    case .created(let patch), .updated(let patch), .submitted(let patch), .shipped(let patch), .cancelled(let patch):
      patch.orderID
    case .itemAdded(let id, _, _), .itemRemoved(let id, _, _): id
    case .connected, .heartbeat, .replayStarted, .replayCompleted, .replayFailed, .fault, .disconnecting, .unknown: nil
    }
  }

  /// When the server says it happened.
  var time: Timestamp? {
    switch self {
    case .submitted(let patch): patch.timestamp ?? patch.submittedAt
    case .created(let patch), .updated(let patch), .shipped(let patch), .cancelled(let patch): patch.timestamp
    case .itemAdded(_, _, let timestamp), .itemRemoved(_, _, let timestamp): timestamp
    case .connected(_, let timestamp, _, _), .heartbeat(let timestamp, _): timestamp
    case .replayStarted, .replayCompleted, .replayFailed, .fault, .disconnecting, .unknown: nil
    }
  }
}
