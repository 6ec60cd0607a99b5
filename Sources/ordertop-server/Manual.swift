import ArgumentParser
import ManualPages

/// Prints ordertop-server(1), for whoever installs the program. It is made of the same definitions as the program
/// itself.
struct Manual: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print the manual page.", shouldDisplay: false)

  /// When what the page says was last changed.
  private static let date = "November 29, 2026"

  func run() throws {
    let usual = [
      ("0", "Stopped by SIGINT or SIGTERM, after all clients were told that the server leaves."),
      ("64", "Wrong usage."),
    ]
    let statuses = usual + ExitStatus.allCases.map { (String($0.rawValue), $0.meaning) }
    let page = ManualPage(
      json: OrdertopServer._dumpHelp(), version: OrdertopServer.version, date: Self.date,
      sections: [ManualSection("EXIT STATUS", [.entries(statuses)])], related: ["curl", "ordertop"])
    guard let page else {
      throw Failure(.data, "the manual cannot be made from the command line's own description")
    }
    print(page.source, terminator: "")
  }
}
