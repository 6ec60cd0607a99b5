package import OrderProtocol

/// How the board was being looked at.
package struct SavedView: Equatable, Sendable {
  package var filter = ""
  /// The column's name, as the board shows it.
  package var sort = ""
  package var isReversed = false
  package var showsExceptionsOnly = false
  /// The big-number board was on.
  package var showsBoard = false
  package var theme = ""
  /// The id of the selected order; `nil`: the first row, whichever order it shows.
  package var selection: String?

  package init() {}
}

/// How often something happened in each minute of the last hour.
package struct SavedHour: Equatable, Sendable {
  /// The minute of the newest count, in whole minutes since 1970.
  package var newestMinute: Int64 = 0
  /// At most 60, the newest last.
  package var counts: [Int] = []

  package init() {}
}

/// Everything of the saved state that is of bounded size, apart from the log: where the stream stands, what is known to
/// be missing, how the connection was doing, and how the board was looked at.
package struct BoardRecord: Equatable, Sendable {
  /// The last event ID: where a restart resumes. Always the one of the saved orders.
  package var lastEventID = ""
  /// When this was saved, on our clock.
  package var savedAt: Timestamp
  /// The number of the newest hole in the history; orders last touched under an older one are unverified.
  package var generation: UInt32 = 0
  /// Holes that nobody has acknowledged.
  package var gaps: [Gap] = []
  package var connection = SavedConnection()
  /// Orders on the board by status, statuses that the protocol does not name under `OTHER`.
  package var counts: [String: Int] = [:]
  /// Orders on the board that are unverified.
  package var unverified = 0
  /// Closed orders that left the board because of their age, since the state began.
  package var agedOut = 0
  package var shippedLastHour = SavedHour()
  package var errorsLastHour = SavedHour()
  package var lastError: Timestamp?
  package var view = SavedView()

  package init(savedAt: Timestamp) { self.savedAt = savedAt }
}
