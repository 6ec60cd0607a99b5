package import OrderProtocol

/// How the connection was doing, for `status`; raw values are the words that its json says.
package enum SavedPhase: String, Equatable, Sendable, CaseIterable {
  case idle, connecting, live, replay, retry, maintenance, offline, stopped
}

/// What was known of the connection and the heartbeat, in times of our wall clock so that it outlives the program.
package struct SavedConnection: Equatable, Sendable {
  package var phase: SavedPhase
  /// Retry number and limit, the end of a wait and why there is one, or why the stream was over; one sentence.
  package var retryNumber: Int?
  package var retryLimit: Int?
  package var waitUntil: Timestamp?
  package var reason: String?
  /// Order events of a replay: done, and how many there are to come in all if the server said so.
  package var replayDone: Int?
  package var replayTotal: Int?
  /// When this connection was opened; `nil` while there is none.
  package var openedAt: Timestamp?
  package var streamID: String?
  package var heartbeatTimeout: Duration
  package var lastHeartbeat: Timestamp?
  /// The last byte of any kind, and the last event of any type.
  package var lastSignOfLife: Timestamp?
  package var lastEvent: Timestamp?
  /// The last time that the server told, and what that was when the connection was opened.
  package var lastServerTime: Timestamp?
  package var trustedUntil: Timestamp?
  /// Seconds between heartbeats, the newest last; `nil` marks a lost connection between two.
  package var intervals: [Double?]
  package var longestSilence: Duration?
  /// Our wall clock minus the server's.
  package var lag: Duration?
  package var reconnects: Int
  /// All events since the state began.
  package var eventCount: Int

  package init(phase: SavedPhase = .idle, heartbeatTimeout: Duration = .seconds(60)) {
    self.phase = phase
    self.heartbeatTimeout = heartbeatTimeout
    intervals = []
    reconnects = 0
    eventCount = 0
  }
}
