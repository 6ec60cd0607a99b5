import ArgumentParser
import OrderServer

/// What streams are like, and what may go wrong with them.
struct StreamOptions: ParsableArguments {
  @Option(help: ArgumentHelp("From one heartbeat to the next.", valueName: "secs"))
  var heartbeat = Seconds(.seconds(15))

  @Option(help: ArgumentHelp("How long clients are to stay away when the server stops.", valueName: "secs"))
  var reconnectAfter = Seconds(.seconds(5))

  @Option(
    help: ArgumentHelp(
      "Streams that may be open; more get RATE_LIMITED (default: \(HubSettings().maximumClients)).", valueName: "n"))
  var maxClients: Int?

  @Option(help: ArgumentHelp("How long clients are to stay away when there are too many.", valueName: "secs"))
  var retryAfter = Seconds(.seconds(30))

  @Option(help: ArgumentHelp("End each stream with AUTH_EXPIRED when it is so old.", valueName: "secs"))
  var tokenLifetime: Seconds?

  @Option(help: ArgumentHelp("Events that a client may be behind before it is too slow.", valueName: "n"))
  var maxLagEvents = HubSettings().maximumLagEvents

  @Option(help: ArgumentHelp("Bytes of events that a client may be behind.", valueName: "n"))
  var maxLagBytes = HubSettings().maximumLagBytes

  @Option(help: ArgumentHelp("How long a client may take to accept what it is sent; at least 0.1.", valueName: "secs"))
  var writeTimeout = Seconds(HubSettings().writeTimeout)

  @Option(
    help: ArgumentHelp(
      "What is to go wrong on every connection, for trying a client out; may be given several times.",
      discussion: """
        T is a time like 30s, 250ms or 2m:
        \(Fault.forms.map { "  \($0.padded(to: 18)) \($1)" }.joined(separator: "\n"))
        """,
      valueName: "fault"),
    completion: .list([
      "drop-every=30s", "stall-after=30s", "drip=100", "expire-history", "error=INTERNAL_ERROR",
      "error=INTERNAL_ERROR@every=30s", "maintenance=30s", "malformed-every=30s", "no-heartbeats", "refuse=503",
    ]),
    transform: { text in
      guard let fault = Fault(text) else { throw ValidationError(Self.unknownFault(text)) }
      return fault
    })
  var fault: [Fault] = []

  private static func unknownFault(_ text: String) -> String {
    "no such fault: '\(text)'; there are \(Fault.forms.map(\.form).joined(separator: ", "))"
  }

  /// - Parameter possible: how many streams may be open at most.
  func hub(possible: Int) -> HubSettings {
    var hub = HubSettings()
    hub.maximumClients = min(maxClients ?? hub.maximumClients, possible)
    hub.maximumLagEvents = maxLagEvents
    hub.maximumLagBytes = maxLagBytes
    hub.writeTimeout = writeTimeout.duration
    return hub
  }

  var settings: StreamSettings {
    var settings = StreamSettings()
    settings.heartbeat = heartbeat.duration
    settings.reconnectAfter = reconnectAfter.duration
    settings.retryAfter = retryAfter.duration
    settings.tokenLifetime = tokenLifetime?.duration
    settings.faults = fault
    return settings
  }

  func validate() throws {
    guard heartbeat.duration >= .milliseconds(10) else { throw ValidationError("--heartbeat must be at least 0.01.") }
    guard (1...1_000_000).contains(maxClients ?? 1) else {
      throw ValidationError("--max-clients must be from 1 to 1000000.")
    }
    guard writeTimeout.duration >= .milliseconds(100) else {
      throw ValidationError("--write-timeout must be at least 0.1.")
    }
    guard maxLagEvents >= 1, maxLagBytes >= 1 else {
      throw ValidationError("--max-lag-events and --max-lag-bytes must be at least 1.")
    }
  }
}

extension String {
  fileprivate func padded(to count: Int) -> String { self + String(repeating: " ", count: max(0, count - self.count)) }
}
