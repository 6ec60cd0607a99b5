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

  @Test("no control character of a hostile recording reaches the terminal, in any pane")
  func hostile() async throws {
    let files = try TemporaryFolder()
    try files.write(Self.hostile, to: "hostile.sse")
    let terminal = try PseudoTerminal(columns: 160, rows: 48)
    try await terminal.start(
      BuiltProgram.path("ordertop"), ["demo", "--recording", files.path("hostile.sse"), "--speed", "10"])
    try await terminal.output(until: "MARK")
    for key in ["?", "?", "\r", "\u{7F}", "/MARK", "\r", "3", "gG", "s"] {
      await terminal.type(key)
      try await Task.sleep(for: .milliseconds(150))
    }
    _ = await terminal.takeOutput()
    await terminal.type("Q")
    #expect(try await terminal.end() == .exited(0))
    let transcript = await terminal.transcript
    #expect(transcript.firstRange(of: Array("MARK".utf8)) != nil)
    for attack in ["\u{1B}]52", "\u{1B}]0;MARK", "\u{1B}[31;5m", "\u{1B}P", "\u{202E}", "\u{200B}"] {
      #expect(transcript.firstRange(of: Array(attack.utf8)) == nil, "\(attack.debugDescription)")
    }
    let shown = String(decoding: transcript, as: UTF8.self).unicodeScalars
    #expect(!shown.contains { (0x80...0x9F).contains($0.value) })
  }

  /// Escape sequences, C1 controls and bidi overrides in everything that is shown.
  private static let hostile: String = {
    let attack =
      #"\u001b]0;MARK\u0007\u001b]52;c;TUFSSw==\u0007\u001b[31;5mMARK\u009b2J\u202eMARK\u200b\u001bP1;MARK\u001b\\"#
    let raw = "\u{1B}]0;MARK\u{7}\u{1B}[31;5mMARK\u{9B}\u{202E}"
    var text = SampleRecording.head + ": +0\nid: 1\(raw)\nevent: connected\ndata: {\"streamId\":\"\(attack)\"}\n\n"
    text += "id: 2\(raw)\nevent: order-created\ndata: {\"orderId\":\"\(attack)\",\"customerId\":\"\(attack)\","
    text +=
      #""status":"\#(attack)","assignedTo":"\#(attack)","\#(attack)":"\#(attack)","items":[{"itemId":"\#(attack)","#
    text += #""name":"\#(attack)","quantity":1,"price":1}]}"# + "\n\n"
    text += "id: 3\nevent: error\ndata: {\"code\":\"\(attack)\",\"message\":\"\(attack)\",\"recoverable\":true}\n\n"
    text += "id: 4\nevent: \(raw)\ndata: {}\n\n"
    text += "id: 5\nevent: order-updated\ndata: {\"orderId\":[],\"\(attack)\":1}\n\n"
    text += "id: 6\nevent: replay-failed\ndata: {\"reason\":\"\(attack)\",\"requestedId\":\"\(attack)\"}\n\n"
    text += "id: 7\nevent: disconnecting\ndata: {\"reason\":\"\(attack)\",\"message\":\"\(attack)\"}\n\n"
    return text + ": lost \(raw)\n: +600\n: closed\n"
  }()
}
