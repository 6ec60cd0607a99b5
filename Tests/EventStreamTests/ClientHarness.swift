import EventStream
import Synchronization
import TestSupport

/// A client on a manual clock and a scripted transport, running in a task of its own.
struct ClientHarness: Sendable {
  let clock = ManualClock()
  let transport: ScriptedTransport
  let recorder = EventRecorder()
  let client: EventStreamClient<ManualClock>

  /// - Parameter chance: what the random source always gives; with 1, waits of our own are neither cut nor lengthened.
  init(
    request: StreamRequest? = nil, policy: ReconnectPolicy = ReconnectPolicy(), timeout: Duration = .seconds(60),
    chance: Double = 1, transport: ScriptedTransport = ScriptedTransport(),
    mayControl: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool = { _ in true },
    sink: (@Sendable (ClientEvent) async -> Void)? = nil
  ) throws {
    self.transport = transport
    client = EventStreamClient(
      request: try request ?? StreamRequest(url: "http://orders.example/live"), transport: transport, policy: policy,
      heartbeatTimeout: timeout, clock: clock, random: { chance }, wallClock: { 1_721_053_740 },
      mayControl: mayControl, control: Self.control,
      sink: { [recorder] event in
        recorder.record(event)
        await sink?(event)
      })
  }

  /// A small protocol for tests: the event type is the signal, the data its number of seconds.
  private static func control(_ event: ServerSentEvent) -> ControlSignal? {
    let wait = Double(event.data).map { Duration.seconds($0) }
    return switch event.type {
    case "heartbeat": .heartbeat
    case "disconnecting": .disconnecting(reconnectAfter: wait)
    case "error": .recoverableError(retryAfter: wait)
    case "fatal": .unrecoverableError(code: "FATAL", message: event.data)
    default: nil
    }
  }

  func start() -> Task<StreamEnd, Never> {
    Task { await client.run() }
  }

  /// Answers the next connection with an open stream; returns once the client knows.
  func open() async -> ScriptedConnection {
    let connection = await transport.next()
    connection.respond()
    _ = await recorder.next { $0 == .opened(streamID: nil) }
    return connection
  }

  /// The batch of the next chunk; what comes before it is dropped.
  func nextBatch() async -> EventBatch {
    while true {
      if case .received(let batch) = await recorder.next() { return batch }
    }
  }

  /// Lets a wait pass, once it has begun.
  func pass(_ duration: Duration) async {
    await clock.waitForSleepers()
    clock.advance(by: duration)
  }
}
