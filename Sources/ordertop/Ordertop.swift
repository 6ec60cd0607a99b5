import ArgumentParser
import CTerminalGuard
import TerminalUI

/// The command line: parses, wires the parts together, and chooses the exit code.
@main
struct Ordertop: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ordertop",
    abstract: "A full-screen dashboard for a live stream of orders.",
    discussion: Example.text(Example.first),
    version: Self.version,
    subcommands: [
      Watch.self, Demo.self, Tail.self, Record.self, Status.self, Export.self, Themes.self, Config.self, Manual.self,
    ],
    defaultSubcommand: Watch.self)

  static let version = "0.1.0"

  static func main() async {
    terminal_guard_open_standard_descriptors()
    Memory.settleAllocator()
    CrashReport.begin()
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      for message in [failure.message] + failure.further { StandardError.say(message) }
      Self.exit(withError: ExitCode(failure.status.rawValue))
    } catch {
      let message = Self.fullMessage(for: error)
      let code = Self.exitCode(for: error)
      if code.isSuccess, CommandLine.arguments.contains(where: { $0.hasPrefix("--generate-completion-script") }) {
        print(CompletionScript.completed(message))
        Self.exit()
      }
      guard !code.isSuccess, !message.isEmpty else { Self.exit(withError: error) }
      StandardError.say(usageError: message)
      Self.exit(withError: code)
    }
  }
}
