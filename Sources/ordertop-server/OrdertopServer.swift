import ArgumentParser
import EventStream
import Glibc
import OrderProtocol
import OrderServer

/// The command line: parses, wires the parts together, and chooses the exit code.
@main
struct OrdertopServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ordertop-server",
    abstract: "A reference server of GET /v1/orders/live.",
    usage: "ordertop-server [<options>]",
    discussion: """
      A made-up shop, and a look at it:
        ordertop-server --simulate
        ordertop --url http://127.0.0.1:8080/v1/orders/live
      A recording, again and again, over connections that break every 20 s:
        ordertop-server --recording orders.sse --loop --fault drop-every=20s
      Publish an event:
        curl --json @event.json http://127.0.0.1:8080/v1/orders/events
      With this in event.json:
        {"event":"order-created","data":{"orderId":"order-1","status":"CREATED"}}
      """,
    version: Self.version,
    subcommands: [Manual.self])

  static let version = "0.1.0"

  @OptionGroup(title: "Network options") var network: NetworkOptions
  @OptionGroup(title: "Event options") var events: EventOptions
  @OptionGroup(title: "Stream options") var streams: StreamOptions

  static func main() async {
    Process.prepare()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    } catch let failure as Failure {
      StandardError.say(failure.message)
      Self.exit(withError: ExitCode(failure.status.rawValue))
    } catch {
      Self.exit(withError: error)
    }
  }

  func run() async throws {
    var configuration = OrderServer.Configuration()
    configuration.host = network.host
    configuration.port = network.port
    configuration.endpoint = try network.endpoint()
    configuration.limits = events.limits
    configuration.history = events.history
    configuration.sources = try events.sources()
    configuration.hub = streams.hub(possible: Process.connectionLimit - Process.spareConnections)
    configuration.hub.newcomers = events.newcomers
    configuration.streams = streams.settings
    configuration.maximumConnections = configuration.hub.maximumClients + Process.spareConnections
    if let wanted = streams.maxClients, wanted > configuration.hub.maximumClients {
      StandardError.say(
        "only \(configuration.hub.maximumClients) clients: this process may open no more files (ulimit -n)")
    }
    let server: OrderServer
    do {
      server = try OrderServer(
        configuration, log: StandardError.log(isVerbose: network.verbose), now: { Clocks.wall() },
        onListening: { url in StandardOutput.say("listening on \(url)") })
    } catch {
      throw Failure(ExitStatus(error), error.description)
    }
    do {
      try await server.runUntilSignal()
    } catch let error as HistoryError {
      throw Failure(ExitStatus(error), error.description)
    } catch {
      throw Failure(.unavailable, "cannot serve at \(network.host) port \(network.port): \(error)")
    }
  }
}
