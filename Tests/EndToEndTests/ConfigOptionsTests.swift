import TestSupport
import Testing

@testable import OrdertopConfiguration

/// The command line and the file say the same things.
@Suite(.serialized) struct ConfigOptionsTests {
  /// What can only be asked for once, so that a file has no word for it.
  private static let once: Set = [
    "--help", "--version", "--config", "--path", "--fresh", "--last-event-id", "--output", "--force", "--no-ascii",
    "--no-board", "--no-loop",
  ]

  private static let keys = ConfigurationSection.all.flatMap(\.keys)

  @Test("each option of each command has a key in the file, but for those that are asked for once")
  func options() async throws {
    let program = try ChildProgram.ordertop(["--experimental-dump-help"])
    #expect(try await program.end() == 0)
    let options = Set(
      await program.outputText.matches(of: /"kind"\s*:\s*"long",\s*"name"\s*:\s*"([^"]+)"/).map { "--" + $0.1 })
    #expect(options.count > 30)
    #expect(options == Self.once.union(Self.keys.compactMap(\.option)))
  }

  /// A value of each option that is not its default.
  private static let values = [
    "--url": "http://h/", "--customer-id": "c", "--order-id": "o", "--event-types": "a,b",
    "--since": "2026-01-01T00:00:00Z", "--header": "X: y", "--token-file": "/t", "--cacert": "/ca",
    "--heartbeat-timeout": "7", "--retry-base": "7", "--retry-max": "7", "--max-retries": "7", "--state-dir": "/s",
    "--closed-on-board": "7h", "--closed-in-state": "7d", "--journal-events": "7", "--journal-size": "7M",
    "--theme": "paper", "--ascii": nil, "--board": nil,
  ]

  @Test("each option is in force, and is named where its value is printed")
  func effective() async throws {
    let sections = ConfigurationSection.all.filter { ["stream", "state", "screen"].contains($0.name) }
    for option in sections.flatMap(\.keys).compactMap(\.option) {
      let value = try #require(Self.values[option], "\(option)")
      let program = try ChildProgram.ordertop(["config", option] + (value.map { [$0] } ?? []))
      #expect(try await program.end() == 0, "\(option)")
      let lines = await program.outputText.split(separator: "\n").filter { !$0.hasSuffix(" # default") }
      #expect(lines.filter { $0.hasSuffix(" # \(option)") }.count == 1, "\(option)")
      #expect(lines.allSatisfy { $0.hasPrefix("[") || $0.hasSuffix(" # \(option)") }, "\(option): \(lines)")
    }
  }
}
