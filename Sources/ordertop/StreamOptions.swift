import ArgumentParser
import EventStream
import OrderProtocol

/// Which stream, and how to reach it. Shared by every command that connects.
struct StreamOptions: ParsableArguments {
  @OptionGroup var selection: StreamSelection

  @Option(help: ArgumentHelp("Replay events after this time.", valueName: "RFC3339"))
  var since: String?

  @Option(help: ArgumentHelp("Another header field; may be given several times.", valueName: "Name: value"))
  var header: [String] = []

  @Option(
    help: ArgumentHelp("File with the bearer token (or environment: ORDERTOP_TOKEN).", valueName: "path"),
    completion: .file())
  var tokenFile: String?

  @Option(help: ArgumentHelp("CA certificates to trust as well.", valueName: "path"), completion: .file())
  var cacert: String?

  @Option(help: ArgumentHelp("Give a silent connection up after so many seconds.", valueName: "secs"))
  var heartbeatTimeout = Seconds(.seconds(60))

  @Option(help: ArgumentHelp("Retry n waits 2^n times as long.", valueName: "secs"))
  var retryBase = Seconds(.seconds(1))

  @Option(help: ArgumentHelp("No retry waits longer.", valueName: "secs"))
  var retryMax = Seconds(.seconds(30))

  @Option(
    help: ArgumentHelp(
      "Retries before giving up: a number or `unlimited` (default: 10; the dashboard goes on after 10 as OFFLINE).",
      valueName: "n"), completion: .list(["unlimited"]))
  var maxRetries: RetryLimit?

  @Option(help: ArgumentHelp("Start after this event.", valueName: "id"))
  var lastEventID: String?

  func validate() throws {
    guard heartbeatTimeout.duration > .zero else {
      throw ValidationError("--heartbeat-timeout must be more than 0 seconds.")
    }
    if let since, Timestamp(since) == nil {
      throw ValidationError("--since wants a time like 2024-07-15T14:00:00Z, not '\(since)'.")
    }
  }
}
