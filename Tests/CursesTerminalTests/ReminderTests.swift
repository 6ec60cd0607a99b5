import Glibc
import TestSupport
import Testing

@Suite struct ReminderTests {
  @Test("a reminder comes in every period, before and after a stop, and waiting for it costs nothing")
  func reminders() async throws {
    let terminal = try await PseudoTerminal.withFixture()
    #expect(await !terminal.hasReported("reminder"))
    await terminal.type("m")
    let before = await terminal.processorTime
    let start = ContinuousClock.now
    for _ in 0..<4 { try await terminal.report(until: "reminder") }
    // The first comes at once, the fourth three periods later.
    #expect(ContinuousClock.now - start >= .milliseconds(850))
    #expect(await terminal.processorTime - before < 30)

    await terminal.signal(SIGSTOP)
    try await Task.sleep(for: .milliseconds(1000))
    _ = await terminal.hasReported("reminder")
    await terminal.signal(SIGCONT)
    try await terminal.report(until: "resumed")
    for _ in 0..<2 { try await terminal.report(until: "reminder") }
  }
}
