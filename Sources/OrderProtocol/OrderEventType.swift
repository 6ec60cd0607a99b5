/// The event types that the protocol names.
package enum OrderEventType: String, CaseIterable, BitwiseCopyable, Sendable {
  case created = "order-created"
  case updated = "order-updated"
  case itemAdded = "order-item-added"
  case itemRemoved = "order-item-removed"
  case submitted = "order-submitted"
  case shipped = "order-shipped"
  case cancelled = "order-cancelled"
  case heartbeat
  case connected
  case replayStarted = "replay-start"
  case replayCompleted = "replay-complete"
  case replayFailed = "replay-failed"
  case fault = "error"
  case disconnecting

  /// The type of that name, exactly; `nil` for any other.
  package init?(name: String) {
    var name = name
    guard let type = name.withUTF8({ OrderEventType($0) }) else { return nil }
    self = type
  }

  /// The type of that name, exactly; `nil` for any other.
  package init?(_ name: UnsafeBufferPointer<UInt8>) {
    switch name {
    case "order-updated": self = .updated
    case "order-item-added": self = .itemAdded
    case "order-created": self = .created
    case "order-submitted": self = .submitted
    case "order-shipped": self = .shipped
    case "order-item-removed": self = .itemRemoved
    case "order-cancelled": self = .cancelled
    case "heartbeat": self = .heartbeat
    case "error": self = .fault
    case "connected": self = .connected
    case "disconnecting": self = .disconnecting
    case "replay-start": self = .replayStarted
    case "replay-complete": self = .replayCompleted
    case "replay-failed": self = .replayFailed
    default: return nil
    }
  }
  /// Whether the type is about an order; all others are the server's own words to one connection.
  package var isAboutOrder: Bool {
    switch self {
    case .created, .updated, .submitted, .shipped, .cancelled, .itemAdded, .itemRemoved: true
    case .connected, .heartbeat, .replayStarted, .replayCompleted, .replayFailed, .fault, .disconnecting: false
    }
  }
}
