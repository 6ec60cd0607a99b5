import CurlTransport
import EventStream
import OrderProtocol
import OrdertopConfiguration
import TOML

/// A client, whatever clock it runs on.
protocol StreamClient: Sendable {
  /// Streams until the end, and tells what it was. Can be called again after it.
  func run() async -> StreamEnd
  /// Connects now: cuts a wait short, or drops the connection.
  func reconnect() async
  /// Connects now, with `since` instead of the last event ID.
  func resync(since: String) async
  func stop() async
}

extension EventStreamClient: StreamClient {}

/// The configuration made into what a client needs. Everything that can be wrong is found here, before anything is started.
struct StreamConnection: Sendable {
  private(set) var request: StreamRequest
  let transport: CurlTransport
  let policy: ReconnectPolicy
  let heartbeatTimeout: Duration
  /// Where the stream comes from, for the header: host and port.
  let source: String
  /// The filters, for the header.
  let filters: [String]
  /// What the user should know about the configuration.
  let warnings: [String]

  /// - Parameters:
  ///   - lastEventID: the position to start from.
  ///   - isPersistent: whether to go on after the retries are used up, unless it was said how many there are.
  ///   - readInterval: what arrives within this time is read together; see ``CurlTransport``.
  init(
    _ configuration: Configuration, lastEventID: String?, isPersistent: Bool, readInterval: Duration = .zero
  ) throws {
    guard let url = configuration.url.value else {
      throw Failure(.usage, "--url is missing: where is the stream? (`ordertop demo` needs none)")
    }
    let token: BearerToken
    do {
      token = try BearerToken(configuration.token.value)
    } catch {
      throw Failure(.configuration, "\(error)")
    }
    let filters = configuration.filters
    do {
      request = try StreamRequest(
        url: url, filters: filters, since: configuration.since.value, headers: configuration.headers.value,
        lastEventID: lastEventID ?? "", token: { try token.read() })
    } catch {
      throw Failure(.usage, error.reason)
    }
    do {
      _ = try request.readToken()
    } catch {
      throw Failure(.configuration, error.reason)
    }
    do {
      transport = try CurlTransport(
        caFile: configuration.cacert.value, userAgent: "ordertop/\(Ordertop.version)", readInterval: readInterval)
    } catch {
      throw Failure(.configuration, error.reason)
    }
    let limit: Int? =
      switch configuration.maxRetries.value {
      case .count(let count): count
      case .unlimited: nil
      case nil: 10
      }
    policy = ReconnectPolicy(
      base: configuration.retryBase.value, max: configuration.retryMax.value, limit: limit,
      isPersistent: isPersistent && configuration.maxRetries.value == nil)
    heartbeatTimeout = configuration.heartbeatTimeout.value
    self.filters = filters.map(\.value)
    source = request.source
    warnings = [token.warning].compactMap { $0 } + configuration.warnings.map(\.description)
  }

  /// Starts after that event instead.
  mutating func start(after lastEventID: String) throws(InvalidStreamRequest) {
    request = try request.starting(after: lastEventID)
  }

  /// A client for this stream on the machine's clock.
  ///
  /// - Parameter tap: given the raw bytes, and `nil` when the server ends a response.
  func client(
    tap: (@Sendable ([UInt8]?) async -> Void)? = nil, _ sink: @escaping @Sendable (ClientEvent) async -> Void
  ) -> some StreamClient {
    EventStreamClient(
      request: request, transport: transport, policy: policy, heartbeatTimeout: heartbeatTimeout,
      clock: ContinuousClock(), random: { Double.random(in: 0..<1) },
      wallClock: { Clocks.wall().milliseconds / 1000 }, mayControl: ControlSignal.mayBeOrderStreamSignal,
      control: ControlSignal.orderStreamSignal, tap: tap, sink: sink)
  }
}
