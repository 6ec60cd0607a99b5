/// Follows one event stream for as long as it goes on: connects, reads, reconnects from where it was.
///
/// Everything that happens is told to `sink`, in order, each value before the next is worked on; a slow sink therefore
/// slows the reading down, and the time it takes never counts as silence of the server. One chunk of bytes is one call.
///
///     let client = EventStreamClient(
///       request: request, transport: transport, clock: ContinuousClock(), wallClock: { now() },
///       control: { event in event.type == "heartbeat" ? .heartbeat : nil },
///       sink: { event in await store.receive(event) })
///     let end = await client.run()
///
/// The clock must go on during a suspend, like `ContinuousClock`. Source: HTML standard, 9.2, and where
/// it leaves the rule to the server, that server's own words (`disconnecting`, `Retry-After`).
public actor EventStreamClient<C: Clock> where C.Duration == Duration {
  /// What can be given up from outside, and how.
  enum Activity {
    case none
    case task(@Sendable () -> Void)
    case reading(ResponseBody)
  }

  let request: StreamRequest
  let transport: any EventStreamTransport
  let heartbeatTimeout: Duration
  let clock: C
  let origin: C.Instant
  let random: @Sendable () -> Double
  let wallClock: @Sendable () -> Int64
  let mayControl: @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
  let control: @Sendable (ServerSentEvent) -> ControlSignal?
  private let sink: @Sendable (ClientEvent) async -> Void
  private let tap: (@Sendable ([UInt8]?) async -> Void)?

  var reconnection: Reconnection
  var interruption: ClientInterruption?
  var activity = Activity.none
  var monitor: HeartbeatMonitor?
  var watcher: Task<Void, Never>?
  var resyncSince: String?
  var hasOpened = false
  private var isRunning = false

  /// The position: the last event ID of what was told to the sink.
  public internal(set) var lastEventID: String

  /// - Parameters:
  ///   - heartbeatTimeout: silence after which a connection is given up, from the first step of connecting on.
  ///   - random: a number from 0 to 1 for each wait, so that many clients do not come back at once.
  ///   - wallClock: seconds since 1970, for a `Retry-After` that is a date.
  ///   - mayControl: whether events of a type, given in UTF-8, can mean anything to the connection. Asked of each event;
  ///     must be quick.
  ///   - control: what an event of such a type means to the connection. Called for each of them, in order; must be quick.
  ///   - tap: given the raw bytes of each chunk before the sink is told what they mean, and `nil` when the server ends a
  ///     response in order. Bytes that are dropped, because the connection was given up, are not among them.
  ///   - sink: told everything. Runs in the task of ``run()``, as does `tap`.
  public init(
    request: StreamRequest, transport: any EventStreamTransport, policy: ReconnectPolicy = ReconnectPolicy(),
    heartbeatTimeout: Duration = .seconds(60), clock: C,
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
    wallClock: @escaping @Sendable () -> Int64,
    mayControl: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool = { _ in true },
    control: @escaping @Sendable (ServerSentEvent) -> ControlSignal? = { _ in nil },
    tap: (@Sendable ([UInt8]?) async -> Void)? = nil,
    sink: @escaping @Sendable (ClientEvent) async -> Void
  ) {
    self.request = request
    self.transport = transport
    self.heartbeatTimeout = max(.milliseconds(1), heartbeatTimeout.limitedToLongestWait)
    self.clock = clock
    self.random = random
    self.wallClock = wallClock
    self.mayControl = mayControl
    self.control = control
    self.tap = tap
    self.sink = sink
    origin = clock.now
    reconnection = Reconnection(policy: policy)
    lastEventID = request.lastEventID
  }

  /// Follows the stream to its end, which is told to the sink last and returned.
  ///
  /// May be called again afterwards, and then counts retries afresh, with the position and the reconnection time as they
  /// were. Cancelling the task is like ``stop()``; the sink's last calls then run in a cancelled task.
  public func run() async -> StreamEnd {
    guard !isRunning else { return .invalidRequest("the client is running already") }
    isRunning = true
    defer {
      isRunning = false
      interruption = nil
    }
    reconnection.begin()
    var step = Reconnection.Step.connect
    while true {
      if isStopping { step = .end(.stopped) }
      switch step {
      case .connect:
        step = await connect()
      case .wait(let duration, let least, let reason):
        await wait(duration, atLeast: least, reason)
        step = .connect
      case .end(let end):
        await publish(.ended(end))
        return end
      }
    }
  }

  /// Cuts a wait short, or drops the connection for a new one at once, which is no failure. A wait that the server asked
  /// for on this connection is kept once more; a second call cuts that short, too. Without a run: nothing.
  public func reconnect() {
    if isRunning { interrupt(.reconnect) }
  }

  /// Reconnects like ``reconnect()``, without the position but with that `since`, until a connection made so has brought
  /// an event; later connections go by the event id again.
  public func resync(since: String) {
    resyncSince = since
    reconnect()
  }

  /// Ends the run within milliseconds, apart from a sink that is still busy. Without a run, the next one ends at once.
  public func stop() {
    interrupt(.stop)
  }

  var isStopping: Bool { interruption == .stop || Task.isCancelled }

  /// The time since this client was made.
  var now: Duration { origin.duration(to: clock.now) }

  /// Tells the sink. The server cannot be blamed for silence meanwhile.
  func publish(_ event: ClientEvent) async {
    monitor?.pause(at: now)
    await sink(event)
    monitor?.resume(at: now)
  }

  /// Hands raw bytes over, as ``publish(_:)`` does events.
  func handOver(_ bytes: [UInt8]?) async {
    guard let tap else { return }
    monitor?.pause(at: now)
    await tap(bytes)
    monitor?.resume(at: now)
  }

  func interrupt(_ cause: ClientInterruption) {
    guard interruption != .stop else { return }
    interruption = cause
    switch activity {
    case .none: break
    case .task(let cancel): cancel()
    case .reading(let body): body.cancel()
    }
  }
}
