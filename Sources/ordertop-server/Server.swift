import ArgumentParser

/// The reference server's command line.
@main
struct Server: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ordertop-server", abstract: "A reference server of GET /v1/orders/live.")

  func run() async throws {}
}
