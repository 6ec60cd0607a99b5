import ArgumentParser
import OrdertopConfiguration
import TOML
import TerminalUI

/// The configuration in force.
struct Config: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the configuration in force, and where each value is from.",
    discussion: """
      An option beats its environment variable (ORDERTOP_URL, ORDERTOP_TOKEN), which beats the configuration file, which \
      beats the default. What is printed is such a file, with everything that can stand in it:
        ordertop config > mine.toml
        ordertop demo --config mine.toml

      Header values, and URLs with a query, may be secrets: they are not printed, and neither is a token. All that is \
      wrong with the file is told, each mistake with its line and column; the exit code is 78 then.
      """)

  @Flag(help: "Print only which file is read.")
  var path = false

  @OptionGroup(title: "Configuration options") var configuration: ConfigurationOptions
  @OptionGroup(title: "Stream options") var stream: StreamOptions
  @OptionGroup(title: "Saved state options") var state: StateOptions
  @OptionGroup(title: "Retention options") var retention: RetentionOptions
  @OptionGroup(title: "Screen options") var screen: ScreenOptions

  func run() async throws {
    guard !path else { return try await print(file) }
    let configuration = try configuration.effective(stream, state, retention, screen)
    _ = try configuration.themes()
    for warning in configuration.warnings { StandardError.say(warning.description) }
    try await print(StandardError.charset == .ascii ? configuration.asciiDocument : configuration.document)
  }

  private var file: String {
    get throws {
      guard let path = configuration.config ?? ConfigurationFile.standardPath else {
        throw Failure(.configuration, "there is no home directory to have a configuration in: give --config")
      }
      return path + "\n"
    }
  }

  private func print(_ text: String) async throws {
    let output = LineOutput()
    await output.write(Array(text.utf8))
    if let problem = output.problem { throw Failure(.cannotCreate, problem) }
  }
}
