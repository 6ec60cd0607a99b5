/// Tells when a connection has been silent for too long, or when what comes is a drip and no stream.
///
/// Times are distances from one fixed start. Nothing is set up or torn down as bytes arrive: the deadline is worked out
/// when somebody looks.
struct HeartbeatMonitor: Sendable {
  enum Verdict: Equatable, Sendable {
    case alive
    /// No byte for the whole timeout.
    case silent
    /// Bytes for four timeouts that completed nothing, and too few to be a large event on its way.
    case drip
  }

  /// Bytes a second of one event that are worth waiting for.
  private static let usefulRate = 1024
  /// Timeouts that bytes may come without completing anything.
  private static let patience = 4

  let timeout: Duration
  private var lastByte: Duration
  private var completedCount = 0
  private var pendingByteCount = 0
  private var isSkipping = false
  private var pausedAt: Duration?
  /// The rate is looked at once each timeout since the last completion.
  private var windowStart: Duration
  private var windowByteCount = 0
  private var windowsPassed = 0

  init(timeout: Duration, at now: Duration) {
    self.timeout = timeout
    lastByte = now
    windowStart = now
  }

  /// When to look next; `nil` while paused.
  var deadline: Duration? {
    pausedAt == nil ? min(lastByte, windowStart) + timeout : nil
  }

  /// A sign of life came.
  mutating func received(at now: Duration) {
    lastByte = now
  }

  /// The response is an event stream: from here on bytes are expected to complete something.
  mutating func opened(at now: Duration) {
    lastByte = now
    startWindows(at: now)
  }

  /// How far the parser is after a chunk.
  mutating func progressed(to parser: EventStreamParser, at now: Duration) {
    pendingByteCount = parser.pendingByteCount
    isSkipping = parser.isSkippingOversizedEvent
    if parser.completedCount != completedCount {
      completedCount = parser.completedCount
      startWindows(at: now)
    }
  }

  private mutating func startWindows(at now: Duration) {
    windowStart = now
    windowByteCount = pendingByteCount
    windowsPassed = 0
  }

  /// Nobody reads for a while: silence is our own fault.
  mutating func pause(at now: Duration) {
    if pausedAt == nil { pausedAt = now }
  }

  mutating func resume(at now: Duration) {
    guard let pausedAt else { return }
    lastByte = now
    windowStart += now - pausedAt
    self.pausedAt = nil
  }

  mutating func verdict(at now: Duration) -> Verdict {
    guard pausedAt == nil else { return .alive }
    if now - lastByte >= timeout { return .silent }
    let window = now - windowStart
    guard window >= timeout else { return .alive }
    windowsPassed += 1
    let isUseful = Duration.seconds(pendingByteCount - windowByteCount) >= window * Self.usefulRate && !isSkipping
    guard isUseful || windowsPassed < Self.patience else { return .drip }
    windowStart = now
    windowByteCount = pendingByteCount
    return .alive
  }
}
