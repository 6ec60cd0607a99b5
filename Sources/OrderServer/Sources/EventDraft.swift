import EventStream
package import OrderProtocol

/// An event that was not published yet: what happened, still without an id.
package struct EventDraft: Equatable, Sendable {
  /// The event type. Control types (`connected`, `heartbeat`, `replay-*`, `error`, `disconnecting`) are the server's own
  /// and not for publishing.
  package var type: String
  /// The payload; as a rule a JSON object with an `orderId`.
  package var data: String

  package init(type: String, data: String) {
    self.type = type
    self.data = data
  }

  /// - Parameter event: one about an order.
  package init(_ event: OrderEvent) {
    let event = ServerSentEvent(event)
    self.init(type: event.type, data: event.data)
  }
}
