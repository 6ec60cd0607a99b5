package import EventStream

extension DecodedEvent {
  /// Decodes one event of the stream. Never traps, never throws: whatever came costs at most one problem.
  ///
  /// The payload is JSON by RFC 8259, strictly, nested at most 64 deep. Of duplicate names the last counts; `null` is the
  /// same as absent. A field of a wrong type or out of range is left out and named in ``problem``. Names that the protocol
  /// does not have are kept with orders and items, at most 64 of them and 64 KiB an event; of an order's items, 10,000.
  ///
  /// An order event without a usable id has no ``event``. A control event (`connected`, `heartbeat`, `replay-*`, `error`,
  /// `disconnecting`) means something by its type alone, so it always has one, with whatever of its payload was usable.
  /// The data of types that the protocol does not name is not looked at.
  package init(_ event: ServerSentEvent) {
    var decoded: OrderEvent?
    var problem: String?
    if let type = OrderEventType(name: event.type) {
      var data = event.data
      data.withUTF8 { bytes in
        var reader = PayloadReader(bytes)
        do throws(JSONSyntaxError) {
          decoded = try reader.enterPayload() ? try reader.event(type) : type.eventWithoutPayload
          problem = reader.problems.summary
        } catch {
          decoded = type.eventWithoutPayload
          problem = "data: \(error.description)"
        }
      }
    } else {
      decoded = .unknown(type: event.type)
    }
    self.event = decoded
    self.problem = problem
  }
}

extension PayloadReader {
  fileprivate mutating func event(_ type: OrderEventType) throws(JSONSyntaxError) -> OrderEvent? {
    switch type {
    case .created: try orderPatch(type).map { .created($0) }
    case .updated: try orderPatch(type).map { .updated($0) }
    case .submitted: try orderPatch(type).map { .submitted($0) }
    case .shipped: try orderPatch(type).map { .shipped($0) }
    case .cancelled: try orderPatch(type).map { .cancelled($0) }
    case .itemAdded: try addedItem()
    case .itemRemoved: try removedItem()
    case .connected: try finished(try connected())
    case .heartbeat: try finished(try heartbeat())
    case .replayStarted: try finished(try replayStarted())
    case .replayCompleted: try finished(try replayCompleted())
    case .replayFailed: try finished(try replayFailed())
    case .fault: try finished(try fault())
    case .disconnecting: try finished(try disconnecting())
    }
  }

  private mutating func finished(_ event: OrderEvent) throws(JSONSyntaxError) -> OrderEvent {
    try json.finish()
    return event
  }
}

extension OrderEventType {
  /// What the type means by itself, when the payload says nothing.
  fileprivate var eventWithoutPayload: OrderEvent? {
    switch self {
    case .created, .updated, .submitted, .shipped, .cancelled, .itemAdded, .itemRemoved: nil
    case .connected: .connected(streamID: nil, timestamp: nil, filters: [], isReplayUnavailable: false)
    case .heartbeat: .heartbeat(timestamp: nil, connectionAge: nil)
    case .replayStarted: .replayStarted(missedEvents: nil, replayingFrom: nil)
    case .replayCompleted: .replayCompleted(replayedEvents: nil, isResumingLiveStream: nil)
    case .replayFailed: .replayFailed(reason: nil, oldestAvailable: nil, requestedID: nil)
    case .fault: .fault(StreamFault(code: "", message: "", isRecoverable: true))
    case .disconnecting: .disconnecting(reason: nil, reconnectAfter: nil, message: nil)
    }
  }
}
