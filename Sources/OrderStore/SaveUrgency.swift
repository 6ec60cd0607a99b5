/// How soon what has changed is to be saved.
package enum SaveUrgency: Equatable, Sendable {
  /// Within the usual interval.
  case soon
  /// At once: the connection was lost or has ended, or much has changed.
  case now
}
