import TestSupport
import Testing

/// Promise 15: nothing that a server sends is kept without bounds.
@Suite(.serialized) struct TailMemoryTests {
  private static let portion = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)

  private func expectBounded(_ flood: [LoopbackStep], then text: String) async throws {
    let server = try LoopbackServer(
      [.request, .eventStreamHead()] + flood + [.send("\n\n" + LoopbackStep.order(7)), .stall])
    let program = try ChildProgram.ordertop(["tail", "--url", server.orders], environment: [:])
    try await program.output(has: "order-7", within: .seconds(60))
    let peak = try #require(ProcessStatus(program.id).number("VmHWM"))
    #expect(peak < 200 * 1024, "\(peak) KiB")
    #expect(await program.errorText.contains(text))
  }

  @Test("an endless line")
  func line() async throws {
    try await expectBounded(
      [.send("data: "), .sendRepeatedly(Self.portion, times: 256)], then: "over the size limit")
  }

  @Test("an endless event")
  func event() async throws {
    let line = Array("data: ".utf8) + Self.portion.dropFirst(8) + [10]
    try await expectBounded([.sendRepeatedly(Array(line), times: 256)], then: "over the size limit")
  }
}
