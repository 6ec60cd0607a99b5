import TestSupport
import Testing

/// Recordings that cannot be played, and such that should better not be shown as they are.
@Suite(.serialized) struct RecordingFileTests {
  private func expectRefusal(_ path: String, _ status: Int32, _ reason: String) async throws {
    let program = try ChildProgram.ordertop(["demo", "--recording", path])
    #expect(try await program.end() == status)
    let lines = await program.errorLines
    #expect(lines.count == 1)
    #expect(lines.first?.contains(reason) == true, "\(lines)")
    #expect(lines.first?.hasPrefix("ordertop: ") == true)
    #expect(await program.outputBytes.isEmpty)
  }

  @Test("a missing recording is 66")
  func missing() async throws {
    try await expectRefusal("/nonexistent/orders.sse", 66, "/nonexistent/orders.sse: no such file")
  }

  @Test("one that cannot be read is 65: a folder")
  func unreadable() async throws {
    try await expectRefusal("/tmp", 65, "/tmp: is a directory")
  }

  @Test(
    "one that is no event stream is 65", arguments: ["", "\u{1B}]0;owned\u{7}garbage\n\n", ": ordertop recording 2\n"])
  func garbage(text: String) async throws {
    let files = try TemporaryFolder()
    try files.write(text, to: "garbage.sse")
    try await expectRefusal(files.path("garbage.sse"), 65, "recording")
  }

  @Test("bytes without any meaning are 65")
  func binary() async throws {
    let files = try TemporaryFolder()
    try files.write((0..<20000).map { UInt8(truncatingIfNeeded: $0 &* 167 ^ $0 >> 8) }, to: "garbage.sse")
    try await expectRefusal(files.path("garbage.sse"), 65, "recording")
  }

  @Test("a mark that makes no sense is 65 and names the line")
  func badMark() async throws {
    let files = try TemporaryFolder()
    try files.write(SampleRecording.head + ": +-5\n", to: "bad.sse")
    try await expectRefusal(files.path("bad.sse"), 65, "line 4")
  }
}
