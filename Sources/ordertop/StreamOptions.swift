import ArgumentParser
import EventStream
import OrderProtocol
import OrdertopConfiguration

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

  @Option(help: ArgumentHelp("Give a silent connection up after so many seconds. (default: 60)", valueName: "secs"))
  var heartbeatTimeout: Seconds?

  @Option(help: ArgumentHelp("Retry n waits 2^n times as long. (default: 1)", valueName: "secs"))
  var retryBase: Seconds?

  @Option(help: ArgumentHelp("No retry waits longer. (default: 30)", valueName: "secs"))
  var retryMax: Seconds?

  @Option(
    help: ArgumentHelp(
      "Retries before giving up: a number or `unlimited` (default: 10; the dashboard goes on after 10 as OFFLINE).",
      valueName: "n"), completion: .list(["unlimited"]))
  var maxRetries: RetryLimit?

  @Option(help: ArgumentHelp("Start after this event.", valueName: "id"))
  var lastEventID: String?

  func validate() throws {
    guard heartbeatTimeout.map({ $0.duration > .zero }) ?? true else {
      throw ValidationError("--heartbeat-timeout must be more than 0 seconds.")
    }
    if let since, Timestamp(since) == nil {
      throw ValidationError("--since wants a time like 2024-07-15T14:00:00Z, not '\(since)'.")
    }
  }
}

extension StreamOptions: ConfigurationOverrides {
  func apply(to configuration: inout Configuration) throws {
    selection.apply(to: &configuration)
    configuration.since.override(since, from: .option("--since"))
    configuration.headers.override(header.isEmpty ? nil : try header.map(Self.field), from: .option("--header"))
    configuration.token.override(tokenFile.map(TokenSource.file), from: .option("--token-file"))
    configuration.cacert.override(cacert, from: .option("--cacert"))
    configuration.heartbeatTimeout.override(heartbeatTimeout?.duration, from: .option("--heartbeat-timeout"))
    configuration.retryBase.override(retryBase?.duration, from: .option("--retry-base"))
    configuration.retryMax.override(retryMax?.duration, from: .option("--retry-max"))
    configuration.maxRetries.override(maxRetries, from: .option("--max-retries"))
  }
  private static func field(_ text: String) throws -> HTTPField {
    // What was given may be a secret: it is not repeated.
    guard let field = HTTPField(line: text) else {
      throw Failure(.usage, "--header wants 'Name: value', and one has no colon")
    }
    return field
  }
}
