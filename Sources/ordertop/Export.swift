import ArgumentParser
import CTerminalGuard
import Glibc
import OrdertopConfiguration
import Persistence
import SavedState

/// The orders of a saved state, all or none of them.
struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the orders in the saved state.",
    discussion: """
      All orders that are saved, sorted by the bytes of their ids, also those that have left the board; also while a \
      dashboard runs, as of one moment. Nothing is printed before everything has been read and found whole. Without \
      --url, be it there, in the environment or in the configuration, it is the stream that was saved last.

      json is an array with one order per line: orderId, customerId, status, items (itemId, name, quantity, price), \
      total, itemCount, submittedAt, assignedTo, trackingNumber, carrier, cancellationReason. A member is left out when \
      it is unknown; items is always there. total and itemCount are the server's last word, with its digits.

      csv has the same columns under a header line (RFC 4180), items as a JSON array in theirs. What is unknown is \
      empty; an empty text is "". Texts are exactly what was sent, so one that begins with = + - or @ is a formula to a \
      spreadsheet: import such columns as text. Only on a terminal, control characters are replaced.

      For a spreadsheet:
        ordertop export --format csv > orders.csv
      All orders of a customer:
        ordertop export | jq '.[] | select(.customerId == "cust-123")'
      """)

  @Option(help: "How orders are printed. (default: json)")
  var format: ExportFormat?

  @OptionGroup(title: "Configuration options") var configuration: ConfigurationOptions
  @OptionGroup(title: "Stream options") var stream: StreamSelection
  @OptionGroup(title: "Saved state options") var state: StateOptions

  func run() async throws {
    terminal_guard_ignore_broken_pipes()
    let configuration = try configuration.effective(self, stream, state)
    let spool = Spool()
    var writer: any OrderWriter =
      switch configuration.exportFormat.value {
      case .json: OrderJSONWriter()
      case .csv: OrderCSVWriter(isForTerminal: isatty(STDOUT_FILENO) == 1)
      }
    do {
      try configuration.reader(stream)?.forEachOrder { order in
        writer.add(order)
        if writer.bytes.count >= Spool.portion { try spool.append(writer.take()) }
      }
    } catch let error as StateError {
      throw Failure(error)
    }
    writer.finish()
    try spool.append(writer.take())

    let output = LineOutput()
    try await spool.forEachPortion { portion in
      await output.write(portion)
      if let problem = output.problem { throw Failure(.cannotCreate, problem) }
    }
  }
}

extension Export: ConfigurationOverrides {
  func apply(to configuration: inout Configuration) {
    configuration.exportFormat.override(format, from: .option("--format"))
  }
}
