import Hummingbird
import Logging
import NIOCore
package import OrderProtocol
import ServiceLifecycle
import UnixSignals

/// The reference server of `GET /v1/orders/live`: runs until it is asked to end.
package struct OrderServer: Service {
  /// Where it listens, and what it is made of.
  package struct Configuration: Sendable {
    package var host = "127.0.0.1"
    /// 0 for any that is free.
    package var port = 8080
    package var limits = HistoryLimits()
    /// The history file; `nil` to keep the history in memory only.
    package var history: String?
    package var hub = HubSettings()
    package var streams = StreamSettings()
    package var endpoint = EndpointSettings()
    /// How many connections there may be, streams or not; further ones wait to be accepted.
    package var maximumConnections = 1_000
    /// What makes events, and the clock that it goes by.
    package var sources: [(source: any EventSource, clock: any Clock<Duration>)] = []

    package init() {}
  }

  private let configuration: Configuration
  private let log: ServerLog
  private let hub: EventHub
  private let publisher: EventPublisher
  private let file: HistoryFile?
  private let publications = Publications()
  private let names: RandomName
  private let now: @Sendable () -> Timestamp
  private let onListening: @Sendable (String) -> Void

  /// Opens the history, if there is a file.
  ///
  /// - Parameters:
  ///   - now: the wall clock.
  ///   - onListening: called with the URL of the stream once it can be reached.
  /// - Throws: ``HistoryError``
  package init(
    _ configuration: Configuration, log: ServerLog, names: RandomName = RandomName(),
    now: @escaping @Sendable () -> Timestamp, onListening: @escaping @Sendable (String) -> Void
  ) throws(HistoryError) {
    self.configuration = configuration
    self.log = log
    self.names = names
    self.now = now
    self.onListening = onListening
    let name = names.next(5)
    if let path = configuration.history {
      let opened = try HistoryFile.open(path, limits: configuration.limits, name: name)
      file = opened.file
      hub = EventHub(history: opened.history, settings: configuration.hub)
    } else {
      file = nil
      hub = EventHub(history: EventHistory(name: name, limits: configuration.limits), settings: configuration.hub)
    }
    publisher = EventPublisher(hub: hub, file: file, now: now)
  }

  /// Serves until SIGTERM or SIGINT; see ``run()``.
  package func runUntilSignal() async throws {
    let group = ServiceGroup(
      configuration: .init(
        services: [.init(service: self, successTerminationBehavior: .gracefullyShutdownGroup)],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: Self.silence))
    try await group.run()
  }

  private static let silence = Logger(label: "http") { _ in SwiftLogNoOpLogHandler() }

  /// Serves until graceful shutdown; then every client is told, and what does not end by itself is ended.
  ///
  /// - Throws: ``ListeningError``, ``HistoryError``
  package func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await hub.fanOut() }
      group.addTask { await tick() }
      for (source, clock) in configuration.sources {
        group.addTask { await play(source, on: clock) }
      }
      try await withGracefulShutdownHandler {
        do { try await application.run() } catch { throw ListeningError(error) }
      } onGracefulShutdown: {
        hub.close()
      }
      group.cancelAll()
    }
    await publisher.close()
    try file?.close()
  }

  private var application: Application<Endpoint> {
    Application(
      responder: Endpoint(
        hub: hub, publisher: publisher, settings: configuration.endpoint, streams: configuration.streams,
        names: names, log: log, now: now, publications: publications),
      server: .http1(configuration: .init(idleTimeout: .seconds(30))),
      configuration: .init(
        address: .hostname(configuration.host, port: configuration.port),
        availableConnectionsDelegate: .maximum(configuration.maximumConnections, logger: Self.silence)),
      onServerRunning: { channel in
        let address = channel.localAddress
        let host = address?.ipAddress ?? configuration.host
        let port = address?.port ?? configuration.port
        onListening("http://\(host.contains(":") ? "[\(host)]" : host):\(port)\(Endpoint.livePath)")
      },
      logger: Self.silence)
  }

  /// Keeps the time of streams, and looks whether their tokens still hold.
  private func tick() async {
    let interval = min(.milliseconds(100), configuration.streams.heartbeat / 4)
    while !Task.isCancelled {
      for name in hub.tick(.now) { log.warn("\(name): closed, because the client did not take what it was sent") }
      if hub.isPastClosing(.now) { publications.abort() }
      if let token = configuration.endpoint.token { hub.expireTokens(before: token.generation()) }
      do { try await Task.sleep(for: interval) } catch { return }
    }
  }

  private func play(_ source: any EventSource, on clock: some Clock<Duration>) async {
    do {
      try await source.run(on: clock) { drafts in _ = try await publisher.publish(drafts) }
      log.warn("no more events: what was to be played is over")
    } catch is CancellationError {
    } catch {
      log.warn("no more events: \(error)")
    }
  }
}
