import EventStream
import Glibc
import TestSupport
import Testing

/// The README's section about the server: what stands there works when it is pasted into a shell.
@Suite(.serialized, .timeLimit(.minutes(3))) struct ServerReadmeTests {
  static let hasCurl = access("/usr/bin/curl", X_OK) == 0

  private static let programs = {
    let path = BuiltProgram.path("ordertop-server")
    return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }()

  private static func section() throws -> Substring {
    let readme = try SourceFolder.text("README.md")
    let start = try #require(readme.firstRange(of: "## A server to try it with\n")).upperBound
    return readme[start...].split(separator: "\n## ", maxSplits: 1).first ?? ""
  }

  /// The blocks of commands for a shell.
  private static func blocks() throws -> [Substring] {
    try section().split(separator: "```sh\n").dropFirst().map { $0.split(separator: "```", maxSplits: 1).first ?? "" }
  }

  private func shell(_ script: some StringProtocol, in folder: TemporaryFolder) throws -> ChildProgram {
    try ChildProgram(
      "/bin/sh", ["-ec", "cd \"$0\"\n" + script, folder.path("")],
      environment: ["PATH": "\(Self.programs):/usr/bin:/bin", "LANG": "C.UTF-8"])
  }

  @Test("every server starts as it is written there, and in the help")
  func servers() async throws {
    let help = try ChildProgram(BuiltProgram.path("ordertop-server"), ["--help"], environment: [:])
    #expect(try await help.end() == 0)
    let examples = await help.outputText.split(separator: "\n").filter { $0.hasPrefix("  ordertop-server ") }
    let blocks = try Self.blocks().filter { $0.contains("ordertop-server") } + examples.map { $0.dropFirst(2) + "\n" }
    #expect(blocks.count >= 8)
    for block in blocks {
      let folder = try TemporaryFolder()
      try folder.write(
        SampleRecording.head + ": +0\nevent: order-created\ndata: {\"orderId\":\"a\"}\n\n", to: "orders.sse")
      // Its own port may be in use here; and the recording is there.
      let lines = block.split(separator: "\n").filter { !$0.hasPrefix("ordertop ") }.map {
        $0.hasPrefix("ordertop-server") ? "exec \($0.replacing(#/ --port \d+/#, with: "")) --port 0" : String($0)
      }
      let program = try shell(lines.joined(separator: "\n"), in: folder)
      try await program.output(has: "/v1/orders/live\n")
      program.signal(SIGINT)
      #expect(try await program.end() == 0, "\(block)")
      #expect(await program.errorText == "", "\(block)")
    }
  }

  @Test("events are published and followed with curl as it is written there", .enabled(if: hasCurl, "no curl"))
  func publishing() async throws {
    let folder = try TemporaryFolder()
    let server = try await ReferenceServer()
    func here(_ text: Substring) -> String { String(text.replacing(":8082/", with: ":\(server.port)/")) }

    let follow = try #require(try Self.blocks().first { $0.hasPrefix("curl -N") })
    let follower = try shell("exec " + here(follow), in: folder)
    try await follower.output(has: "event: connected")
    let publish = try #require(try Self.section().split(separator: "<!-- publishing -->\n```sh\n").dropFirst().first)
    let publisher = try shell(here(publish.split(separator: "```", maxSplits: 1).first ?? ""), in: folder)
    #expect(try await publisher.end() == 0)
    let answers = await publisher.outputLines
    #expect(answers.count == 2 && answers.allSatisfy { $0.hasPrefix(#"{"ids":["#) }, "\(answers)")
    try await follower.output(has: "order-shipped")
    try await follower.output(has: #""trackingNumber":"1Z9"}"#)
    let types = await follower.outputText.matches(of: /event: (order-[a-z]+)\n/).map { String($0.output.1) }
    #expect(types == ["order-created", "order-submitted", "order-shipped"])
  }

  @Test("every option of the server is in a table there, or in a text")
  func options() async throws {
    let section = try Self.section()
    let help = try ChildProgram(BuiltProgram.path("ordertop-server"), ["--help"], environment: [:])
    #expect(try await help.end() == 0)
    let options = await help.outputText.matches(of: /(?m)^  (--[a-z-]+)/).map { String($0.output.1) }
    #expect(options.count > 20)
    for option in options where option != "--version" { #expect(section.contains(option), "\(option)") }
    for fault in await help.outputText.matches(of: /(?m)^ {10}([a-z-]+)/).map({ String($0.output.1) }) {
      #expect(section.contains("`\(fault)"), "\(fault)")
    }
  }
}
