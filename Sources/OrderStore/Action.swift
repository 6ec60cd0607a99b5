package import EventStream
package import OrderProtocol
package import SavedState

/// One event of the stream, decoded.
package struct ReceivedEvent: Equatable, Sendable {
  /// The last event ID at its dispatch.
  package var lastEventID: String
  package var type: String
  /// The payload, exactly as it was received.
  package var data: String
  package var decoded: DecodedEvent
  /// Whether it is about an order, or would be if it could be read.
  let isOrderEvent: Bool
  /// `nil` unless it is about an order and there is an event id.
  let fingerprint: Fingerprint?

  package init(_ event: ServerSentEvent) {
    lastEventID = event.lastEventID
    type = event.type
    data = event.data
    decoded = DecodedEvent(event)
    isOrderEvent = decoded.isOrderEvent
    fingerprint =
      isOrderEvent && !event.lastEventID.isEmpty
      ? Fingerprint(lastEventID: event.lastEventID, type: event.type, data: event.data) : nil
  }
}

extension DecodedEvent {
  /// The types of order events begin alike, also those that the protocol does not name.
  fileprivate var isOrderEvent: Bool {
    switch event {
    case .created, .updated, .submitted, .shipped, .cancelled, .itemAdded, .itemRemoved: true
    case .connected, .heartbeat, .replayStarted, .replayCompleted, .replayFailed, .fault, .disconnecting: false
    case .unknown(let type): type.utf8.starts(with: "order-".utf8)
    // Only payloads of order events can be without any use.
    case nil: true
    }
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
  /// The themes there are: their list opens.
  case themesListed([Choice.Option])
  /// Time has passed, and nothing else may have happened: orders age, alarms come and go. Wanted about once a second.
  case timePassed
  /// A short word to the user about the last key, e.g. `copied order-4711`.
  case told(String)
  /// Something the user should know that is not about the stream, e.g. a broken theme file.
  case warned(title: String, text: String)
  /// How saving is going.
  case saving(SavingStatus)
  /// Orders that had left the board and that the stream is about to mention again.
  case recalled([SavedOrder])
  /// What is known of the past is not what the stream will go on from: a hole in the history. `requestedID` is the id
  /// that is asked for instead.
  case historyLost(reason: String, requestedID: String?)
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
  /// Read the themes and answer with ``Action/themesListed(_:)``.
  case listThemes
  case toggleMouse
  case copy(Copied)
  case redraw
  case suspend
  /// Tell somebody, by the command that the settings name.
  case notify([AlarmNotification])
}

/// What is to be put on the clipboard, exactly as it is.
package enum Copied: Equatable, Sendable {
  case id(OrderID)
  case order(SavedOrder)
  case logLine(LogRow)
}

extension Action {
  /// The saved state could not be read and was put away under that name; everything starts over.
  package static func damaged(setAside name: String) -> Action {
    .historyLost(
      reason: "the saved state was damaged and set aside as \(name): everything before is unknown", requestedID: nil)
  }

  /// The user chose another position than the saved one.
  package static func positionOverridden(saved: String, by id: String) -> Action {
    .historyLost(reason: "started after id \(id) by request, the saved position was \(saved)", requestedID: nil)
  }
}
