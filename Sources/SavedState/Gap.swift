package import OrderProtocol

/// A hole in the history: events that the server could not replay, or a replay that did not add up.
package struct Gap: Equatable, Sendable {
  package var at: Timestamp
  package var reason: String
  /// The id we asked to continue from, and the oldest that the server still had.
  package var requestedID: String?
  package var oldestAvailable: String?
  /// The last time the server told before the hole; a resync starts from there.
  package var trustedUntil: Timestamp?

  package init(
    at: Timestamp, reason: String, requestedID: String? = nil, oldestAvailable: String? = nil,
    trustedUntil: Timestamp? = nil
  ) {
    self.at = at
    self.reason = reason
    self.requestedID = requestedID
    self.oldestAvailable = oldestAvailable
    self.trustedUntil = trustedUntil
  }
}
