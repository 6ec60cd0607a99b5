/// One dispatched event of an event stream.
///
/// Source: HTML standard, 9.2.6 "Interpreting an event stream".
public struct ServerSentEvent: Equatable, Sendable {
  /// The last event ID at the moment of dispatch: this event's own `id`, or the one before it that is still in force.
  /// Opaque, never compared by size; empty when there is none.
  public var lastEventID: String
  /// The event type: the `event` field, or `message` when there was none.
  public var type: String
  /// The `data` lines joined by LF, with U+FFFD in place of bytes that are not UTF-8.
  public var data: String

  public init(lastEventID: String = "", type: String = "message", data: String) {
    self.lastEventID = lastEventID
    self.type = type
    self.data = data
  }
}

/// An event that was left out because a line of it, or all of it, was longer than the parser's limit.
public struct OversizedEvent: Equatable, Sendable {
  /// The last event ID after this event; its id counts although its data was skipped.
  public var lastEventID: String
  /// The event type, as far as it was read before the limit.
  public var type: String

  public init(lastEventID: String, type: String) {
    self.lastEventID = lastEventID
    self.type = type
  }
}

/// What one chunk of the stream completed, in the order of the stream.
public struct EventBatch: Equatable, Sendable {
  /// The dispatched events.
  public var events: DispatchedEvents
  /// Events that were skipped because of their size.
  public var oversized: [OversizedEvent] = []
  /// The position of the stream after this chunk. It also moves by an event that has an id and no data, and is empty
  /// when no event carried an id or the last one cleared it.
  public var lastEventID: String
  /// The reconnection time that the last valid `retry` line of this chunk gave; `nil` when there was none. Such a line
  /// is in force as soon as it is read, also when its event is never finished.
  public var reconnectionTime: Duration?

  public init(
    events: some Sequence<ServerSentEvent> = DispatchedEvents(), oversized: [OversizedEvent] = [],
    lastEventID: String = "", reconnectionTime: Duration? = nil
  ) {
    self.events = events as? DispatchedEvents ?? DispatchedEvents(events)
    self.oversized = oversized
    self.lastEventID = lastEventID
    self.reconnectionTime = reconnectionTime
  }

  /// Empties it for the next chunk, and keeps its memory and the position.
  public mutating func removeAll() {
    events.removeAll()
    oversized.removeAll(keepingCapacity: true)
    reconnectionTime = nil
  }
}
