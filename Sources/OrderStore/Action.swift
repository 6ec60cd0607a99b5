package import EventStream
package import OrderProtocol
package import SavedState

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
