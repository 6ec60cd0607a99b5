import ArgumentParser
import CursesTerminal
import EventStream
import OrderStore
import OrdertopConfiguration
import TerminalUI

/// One line per event on standard output, until the stream ends.
struct Tail: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print one line per event.",
    discussion: """
      Lines go to standard output as events arrive; what happens to the connection goes to standard error.

      Every event, and what changed:
        ordertop tail --url http://127.0.0.1:8080/v1/orders/live
      Every order that ships, as JSON, with ORDERTOP_URL set:
        ordertop tail --event-types order-shipped --format jsonl
      """)

  @OptionGroup(title: "Configuration options") var configuration: ConfigurationOptions
  @OptionGroup(title: "Stream options") var stream: StreamOptions

  @Option(help: "How each event is printed. (default: text)")
  var format: TailFormat?

  func run() async throws {
    let charset = StandardError.charset
    let configuration = try configuration.effective(self, stream)
    let connection = try StreamConnection(configuration, lastEventID: stream.lastEventID, isPersistent: false)
    let signals = TerminalSignal.received()
    for warning in connection.warnings { StandardError.say(warning, charset: charset) }
    let output = LineOutput()
    let printer = TailPrinter(format: configuration.tailFormat.value, output: output, charset: charset)
    let client = connection.client { event in await printer.receive(event) }
    let (ends, ended) = AsyncStream.makeStream(of: StreamEnd.self)
    Task { ended.yield(await client.run()) }
    Task {
      await Interruption.first(of: signals, or: output)
      ended.yield(.stopped)
    }
    // A write that nobody reads is not waited for: the program just ends.
    let end = await ends.first { _ in true } ?? .stopped
    if let problem = output.problem { throw Failure(.cannotCreate, problem) }
    let status = ExitStatus(end)
    guard status == .ok else { throw Failure(status, end.sentence) }
  }
}

extension Tail: ConfigurationOverrides {
  func apply(to configuration: inout Configuration) {
    configuration.tailFormat.override(format, from: .option("--format"))
  }
}
