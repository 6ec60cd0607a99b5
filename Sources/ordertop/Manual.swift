import ArgumentParser
import ManualPages

/// Prints ordertop(1), for whoever installs the program. It is made of the same definitions as the program itself.
struct Manual: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the manual page.",
    discussion: """
      What an installation needs; read it without one:
        ordertop manual | man -l -
      """,
    shouldDisplay: false)

  /// When what the page says was last changed.
  private static let date = "November 24, 2026"

  func run() async throws {
    let page = ManualPage(
      json: Ordertop._dumpHelp(), version: Ordertop.version, date: Self.date, description: Self.description,
      sections: [
        Self.keys, Self.marks, Self.configurationFile, Self.environment, Self.files, Self.exitStatus, Self.examples,
      ], related: ["curl", "ordertop-server", "tmux"])
    guard let page else { throw Failure(.data, "the manual cannot be made from the command line's own description") }
    let output = LineOutput()
    await output.write(Array(page.source.utf8))
    if let problem = output.problem { throw Failure(.cannotCreate, problem) }
  }
}
