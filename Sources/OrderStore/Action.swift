package import EventStream
package import OrderProtocol
package import SavedState

/// One event of the stream, decoded.
package struct ReceivedEvent: Equatable, Sendable {
  /// The last event ID at its dispatch.
  package var lastEventID: String
  package var type: String
  package var decoded: DecodedEvent

  package init(_ event: ServerSentEvent) {
    lastEventID = event.lastEventID
    type = event.type
    decoded = DecodedEvent(event)
  }
}

/// Everything one chunk of the stream completed, decoded.
package struct ReceivedBatch: Equatable, Sendable {
  package var events: [ReceivedEvent]
  package var oversized: [OversizedEvent]
  /// The position after the chunk.
  package var lastEventID: String

  package init(_ batch: EventBatch) {
    events = batch.events.map(ReceivedEvent.init)
    oversized = batch.oversized
    lastEventID = batch.lastEventID
  }
}

/// A fact that changes what the dashboard knows, or how it is looked at.
package enum Action: Equatable, Sendable {
  /// What the stream client said, other than `received`.
  case stream(ClientEvent)
  /// A chunk of the stream.
  case received(ReceivedBatch)
  /// What the user asked for.
  case command(Command)
  /// The theme in use, and what to tell the user about it.
  case themeChosen(name: String, problem: String?)
  /// Something the user should know that is not about the stream, e.g. a broken theme file.
  case warned(title: String, text: String)
  /// How saving is going.
  case saving(SavingStatus)
  /// Orders that had left the board and that the stream is about to mention again.
  case recalled([SavedOrder])
  /// The recording starts again from its beginning: an empty board, the same view.
  case restarted
}

/// What a change asks the outside to do.
package enum Effect: Equatable, Sendable {
  case quit
  /// Connect now, whatever the wait.
  case reconnect
  /// Connect with `since` (RFC 3339) instead of the last event ID.
  case resync(since: String)
  case nextTheme
  case redraw
  case suspend
}
