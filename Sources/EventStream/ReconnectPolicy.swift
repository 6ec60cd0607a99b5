/// How often and after what waits a lost connection is made again.
public struct ReconnectPolicy: Equatable, Sendable {
  /// The unit of the waits, until the server replaces it with `retry:`.
  public var base: Duration
  /// The longest wait of our own; the server may ask for longer ones.
  public var max: Duration
  /// Retries in a row without one event in between; 0: none at all, `nil`: unlimited.
  public var limit: Int?
  /// Whether to go on, every ``max``, after the last retry.
  public var isPersistent: Bool

  public init(
    base: Duration = .seconds(1), max: Duration = .seconds(30), limit: Int? = 10, isPersistent: Bool = false
  ) {
    self.base = base.limitedToLongestWait
    self.max = max.limitedToLongestWait
    self.limit = limit.map { Swift.max(0, $0) }
    self.isPersistent = isPersistent
  }
}
