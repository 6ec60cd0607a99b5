/// What of the past a client gets that asks for none: it sends neither an event id nor a time.
package enum NewcomerReplay: String, CaseIterable, Sendable {
  /// Nothing, only what happens from then on.
  case none
  /// What was published since the server started: an earlier run may have left orders that nobody will close.
  case run
  /// Everything that is kept.
  case all
}
