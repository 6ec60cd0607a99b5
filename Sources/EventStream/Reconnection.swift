/// Decides what comes after a connection: how long to wait, or that it is over. No clock, no socket: times come in, as
/// distances from one fixed start, and so does chance, as a number from 0 to 1.
struct Reconnection: Sendable {
  enum Step: Equatable, Sendable {
    case connect
    /// Wait that long, then connect. `atLeast` is the part of it that a server asked for.
    case wait(Duration, atLeast: Duration, WaitReason)
    case end(StreamEnd)
  }

  /// The server said that it leaves.
  private enum Departure: Equatable, Sendable {
    case at(Duration)
    case atUnknownTime
  }

  /// The least wait on a server's word alone: one that asks for 0 ms and drops each connection gets ten a second of
  /// them, not thousands.
  static let shortestServerWait = Duration.milliseconds(100)

  let policy: ReconnectPolicy
  /// Connections in a row that were lost without one complete event.
  private(set) var failures = 0
  /// The latest `retry:`; it outlives connections and runs.
  private(set) var reconnectionTime: Duration?
  private var leastWait = Duration.zero
  private var departure: Departure?
  private var hasTriedNewToken = false

  init(policy: ReconnectPolicy) {
    self.policy = policy
  }

  /// When a connection is to be given up because the server announced it.
  var departureTime: Duration? {
    if case .at(let time) = departure { time } else { nil }
  }

  /// A new run starts: retries are counted afresh.
  mutating func begin() {
    failures = 0
    hasTriedNewToken = false
    forgetConnection()
  }

  /// The response was 200 and an event stream.
  mutating func opened() {
    hasTriedNewToken = false
  }

  /// A complete event came.
  mutating func delivered() {
    failures = 0
  }

  /// A `retry:` line was read. Returns whether that changes anything.
  mutating func adopt(reconnectionTime time: Duration) -> Bool {
    let time = time.limitedToLongestWait
    defer { reconnectionTime = time }
    return time != reconnectionTime
  }

  /// An event meant something to the connection. Returns the end if it is over.
  mutating func note(_ signal: ControlSignal, at now: Duration, chance: Double) -> StreamEnd? {
    switch signal {
    case .heartbeat: break
    case .disconnecting(let wait?) where wait >= .zero:
      departure = .at(now + max(Self.shortestServerWait, Self.lengthened(wait, by: chance)))
    case .disconnecting: departure = .atUnknownTime
    case .recoverableError(let wait?): leastWait = max(leastWait, wait.limitedToLongestWait)
    case .recoverableError(nil): break
    case .unrecoverableError(let code, let message): return .unrecoverableError(code: code, message: message)
    }
    return nil
  }

  /// The connection was lost or could not be made.
  ///
  /// - Parameter retryAfter: what the response asked for.
  mutating func lost(reason: String, retryAfter: Duration? = nil, at now: Duration, chance: Double) -> Step {
    defer { forgetConnection() }
    let asked = max(leastWait, (retryAfter ?? .zero).limitedToLongestWait)
    var least = Self.lengthened(asked, by: chance)
    switch departure {
    case .at(let time):
      least = max(least, time - now)
      return least > .zero ? .wait(least, atLeast: least, .announced) : .connect
    case .atUnknownTime:
      least = max(least, serverFloor)
      return .wait(max(least, backOff(before: 1, chance: chance)), atLeast: least, .announced)
    case nil: break
    }
    failures = failures == .max ? .max : failures + 1
    least = max(least, serverFloor)
    guard let limit = policy.limit, failures > limit else {
      let wait = max(least, backOff(before: failures, chance: chance))
      return .wait(wait, atLeast: least, .retry(number: failures, limit: policy.limit, reason: reason))
    }
    guard policy.isPersistent else { return .end(.retriesExhausted(attempts: failures, reason: reason)) }
    let wait = max(least, Self.shortened(policy.max, by: chance))
    return .wait(wait, atLeast: least, .offline(attempts: failures, reason: reason))
  }

  /// The connection was given up and nobody is to blame: the user asked for a new one. `hasSlept`: the machine did,
  /// and what the server announced before still holds.
  mutating func interrupted(hasSlept: Bool = false, at now: Duration, chance: Double) -> Step {
    defer { forgetConnection() }
    var least = Self.lengthened(leastWait, by: chance)
    if hasSlept, let departureTime { least = max(least, departureTime - now) }
    return least > .zero ? .wait(least, atLeast: least, .announced) : .connect
  }

  /// 401 or 403. A token that has changed since it was sent is worth one more try at once.
  mutating func unauthorized(status: Int, hasNewToken: Bool) -> Step {
    guard hasNewToken, !hasTriedNewToken else { return .end(.unauthorized(status: status)) }
    hasTriedNewToken = true
    return .connect
  }

  private mutating func forgetConnection() {
    leastWait = .zero
    departure = nil
  }

  private var serverFloor: Duration {
    reconnectionTime.map { max($0, Self.shortestServerWait) } ?? .zero
  }

  /// `min(2^n × base, max)`, shortened by chance.
  private func backOff(before retry: Int, chance: Double) -> Duration {
    var wait = reconnectionTime ?? policy.base
    for _ in 0..<min(retry, 128) where wait < policy.max { wait += wait }
    return Self.shortened(min(wait, policy.max), by: chance)
  }

  /// Between 0.8 of the wait and all of it.
  private static func shortened(_ wait: Duration, by chance: Double) -> Duration {
    wait * (800_000 + fifth(chance)) / 1_000_000
  }

  /// Between the wait and 1.2 of it: what a server asked for is never undercut.
  private static func lengthened(_ wait: Duration, by chance: Double) -> Duration {
    wait.limitedToLongestWait * (1_000_000 + fifth(chance)) / 1_000_000
  }

  private static func fifth(_ chance: Double) -> Int {
    guard chance.isFinite else { return 0 }
    return Int(min(max(chance, 0), 1) * 200_000)
  }
}
