/// One event of `GET /v1/orders/live`, a case per type that the protocol documents.
package enum OrderEvent: Equatable, Sendable {
  /// `order-created`: replaces what was known of the order.
  case created(OrderPatch)
  /// `order-updated`: merges the fields present.
  case updated(OrderPatch)
  /// `order-submitted`: merges; PENDING unless a status is named.
  case submitted(OrderPatch)
  /// `order-shipped`: merges; SHIPPED unless a status is named.
  case shipped(OrderPatch)
  /// `order-cancelled`: merges; CANCELLED unless a status is named.
  case cancelled(OrderPatch)
  /// `order-item-added`: inserts or replaces by item id. `timestamp` as in ``OrderPatch/timestamp``.
  indirect case itemAdded(OrderID, OrderItem, timestamp: Timestamp?)
  /// `order-item-removed`: deletes by item id; no error when there is none.
  indirect case itemRemoved(OrderID, itemID: String, timestamp: Timestamp?)
  /// `connected`.
  indirect case connected(streamID: String?, timestamp: Timestamp?, filters: [UnknownField], isReplayUnavailable: Bool)
  /// `heartbeat`. `connectionAge` is the server's ISO 8601 duration.
  case heartbeat(timestamp: Timestamp?, connectionAge: Duration?)
  /// `replay-start`.
  case replayStarted(missedEvents: Int?, replayingFrom: String?)
  /// `replay-complete`.
  case replayCompleted(replayedEvents: Int?, isResumingLiveStream: Bool?)
  /// `replay-failed`.
  indirect case replayFailed(reason: String?, oldestAvailable: String?, requestedID: String?)
  /// `error`.
  indirect case fault(StreamFault)
  /// `disconnecting`.
  indirect case disconnecting(reason: String?, reconnectAfter: Duration?, message: String?)
  /// A type the protocol does not name.
  case unknown(type: String)
}

/// The payload of the stream's `error` event: word from the server, not a broken connection.
package struct StreamFault: Equatable, Sendable {
  /// Machine-readable, e.g. `RATE_LIMITED`; empty when it was missing.
  package var code: String
  package var message: String
  /// Whether the stream goes on. `true` when it was missing or of a wrong type.
  package var isRecoverable: Bool
  /// The least wait before the next reconnection; only if finite and not negative.
  package var retryAfter: Duration?

  package init(code: String, message: String, isRecoverable: Bool, retryAfter: Duration? = nil) {
    self.code = code
    self.message = message
    self.isRecoverable = isRecoverable
    self.retryAfter = retryAfter
  }
}

/// What a payload came to: the event with all of its usable fields, and one sentence on what was wrong with the rest.
package struct DecodedEvent: Equatable, Sendable {
  /// `nil` when nothing of the payload can be used.
  package var event: OrderEvent?
  /// What was wrong, all of it in one line without a final stop; `nil` when nothing was.
  package var problem: String?

  package init(_ event: OrderEvent?, problem: String? = nil) {
    self.event = event
    self.problem = problem
  }
}
