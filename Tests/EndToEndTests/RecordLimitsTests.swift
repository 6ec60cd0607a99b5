import EventStream
import Glibc
import TestSupport
import Testing

@testable import ordertop

/// `ordertop record`: where it writes, what it does not overwrite, and when it ends.
@Suite(.serialized) struct RecordLimitsTests {
  private let files: TemporaryFolder
  private let path: String

  init() throws {
    files = try TemporaryFolder()
    path = files.path("orders.sse")
  }

  private func record(_ server: LoopbackServer, to path: String? = nil, _ arguments: String...) throws -> ChildProgram {
    try .ordertop(
      ["record", "--url", server.orders, "--output", path ?? self.path, "--retry-base", "0.05", "--max-retries", "1"]
        + arguments)
  }

  private static let flood =
    [LoopbackStep.request, .eventStreamHead()] + [
      .sendRepeatedly(Array(LoopbackStep.order(7).utf8), times: 1_000_000)
    ]

  @Test("--max-size ends it with 0 behind a whole event, just below the limit")
  func maxSize() async throws {
    let server = try LoopbackServer(Self.flood)
    let program = try record(server, "--max-size", "3K")
    #expect(try await program.end() == 0)
    let text = try #require(files.text("orders.sse"))
    #expect(text.utf8.count <= 3072 && text.utf8.count > 3072 - 2 * LoopbackStep.order(7).utf8.count - 20)
    #expect(text.hasSuffix(LoopbackStep.order(7)))
    #expect(await program.errorLines.last?.hasSuffix("bytes, the most that --max-size allows") == true)
  }

  @Test("what it says at the end is what is in the file, also when a flood goes on")
  func summary() async throws {
    for _ in 0..<5 {
      let server = try LoopbackServer(Self.flood)
      let program = try record(server, "--force", "--max-size", "1G")
      let deadline = ContinuousClock.now + .seconds(30)
      while FileContentsProbe.size(path) ?? 0 < 100_000 {
        try #require(ContinuousClock.now < deadline)
        try await Task.sleep(for: .milliseconds(1))
      }
      program.signal(SIGTERM)
      #expect(try await program.end() == 0)
      let bytes = try FileContents.read(path, limit: 1_000_000_000)
      let count = bytes.withUnsafeBufferPointer { bytes in
        zip(bytes, bytes.dropFirst()).count { $0 == 10 && $1 == 10 }
      }
      #expect(await program.errorLines.last == "ordertop: recorded \(count) events in \(bytes.count) bytes")
      #expect(truncate(path, 0) == 0)
    }
  }

  @Test("--duration ends it with 0, counted from when the stream is open")
  func duration() async throws {
    let start = ContinuousClock.now
    let server = try LoopbackServer(
      [.request, .wait(.seconds(1)), .eventStreamHead(), .send(LoopbackStep.order(1)), .stall])
    let program = try record(server, "--duration", "0.5")
    #expect(try await program.end() == 0)
    #expect(ContinuousClock.now - start >= .milliseconds(1500))
    #expect(files.text("orders.sse")?.hasSuffix(LoopbackStep.order(1)) == true)
  }

  @Test("- is standard output, and a reader that goes ends it with 0")
  func standardOutput() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let program = try record(server, to: "-")
    try await program.output(has: LoopbackStep.order(1))
    #expect(await program.outputText.hasPrefix(": ordertop recording 1\n"))
    await program.closeOutput()
    #expect(try await program.end() == 0)
  }

  @Test("a file that is there is not touched without --force, nor is the server")
  func exists() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    try files.write("precious", to: "orders.sse")
    let program = try record(server)
    #expect(try await program.end() == 73)
    #expect(await program.errorLines == ["ordertop: \(path): file exists; --force overwrites it"])
    #expect(files.text("orders.sse") == "precious")
    #expect(server.accepted == 0)
  }

  @Test("with --force the old recording stays until the first event, and then is gone, readable by its owner alone")
  func force() async throws {
    let old = String(repeating: "old ", count: 500)
    try files.write(old, to: "orders.sse")
    chmod(path, 0o644)
    let refusing = try LoopbackServer(LoopbackStep.answer("404 Not Found"))
    let refused = try record(refusing, "--force")
    #expect(try await refused.end() == 76)
    #expect(files.text("orders.sse") == old)
    let silent = try LoopbackServer(LoopbackStep.stream())
    let hearsNothing = try record(silent, "--force")
    #expect(try await hearsNothing.end() == 69)
    #expect(files.text("orders.sse") == old)

    chmod(path, 0o644)
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let program = try record(server, "--force", "--duration", "0.3")
    #expect(try await program.end() == 0)
    let text = try #require(files.text("orders.sse"))
    #expect(text.hasPrefix(": ordertop recording 1\n") && text.hasSuffix(LoopbackStep.order(1)))
    #expect(FileContentsProbe.mode(path) == 0o600)
  }

  @Test("when nothing came, no new file stays behind")
  func nothing() async throws {
    let server = try LoopbackServer(LoopbackStep.answer("401 Unauthorized"))
    let program = try record(server)
    #expect(try await program.end() == 77)
    #expect(files.text("orders.sse") == nil)
    #expect(await program.errorText.contains("nothing was received, so there is no recording"))
  }

  @Test("two recorders do not write to the same file")
  func locked() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let first = try record(server)
    try await first.errors(have: "connected")
    let second = try record(server, "--force")
    #expect(try await second.end() == 73)
    #expect(await second.errorText.contains("another program is recording to it"))
    first.signal(SIGTERM)
    #expect(try await first.end() == 0)
    #expect(files.text("orders.sse")?.hasSuffix(LoopbackStep.order(1)) == true)
  }

  @Test("a full disk, a folder and a folder that is not there are 73")
  func cannotWrite() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    for (path, reason) in [
      ("/dev/full", "/dev/full: no space left on device"), ("/tmp", "/tmp: is a directory"),
      (files.path("missing/orders.sse"), "no such file or directory"),
    ] {
      let program = try record(server, to: path, "--force")
      #expect(try await program.end() == 73, "\(path)")
      let lines = await program.errorLines
      #expect(lines.last?.hasSuffix(reason) == true, "\(lines)")
    }
  }

  @Test("wrong usage is 64 and leaves no file")
  func usage() async throws {
    let url = ["--url", "http://127.0.0.1:1/"]
    for arguments in [
      url, url + ["--output", ""], url + ["--output", path, "--max-size", "0"],
      url + ["--output", path, "--max-size", "1T"], url + ["--output", path, "--max-size", "9999999999G"],
      url + ["--output", path, "--max-size", "-1"], url + ["--output", path, "--duration", "0"], ["--output", path],
    ] {
      let program = try ChildProgram.ordertop(["record"] + arguments)
      #expect(try await program.end() == 64, "\(arguments)")
      #expect(files.text("orders.sse") == nil)
    }
  }
}
