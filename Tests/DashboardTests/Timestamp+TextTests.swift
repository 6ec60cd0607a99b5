import OrderProtocol
import Testing

@testable import Dashboard

@Suite("Times as text")
struct TimestampTextTests {
  private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

  @Test(
    "a time has its day where that is another one",
    arguments: [
      ("2026-07-15T14:29:03Z", "14:29:03", "14:29:03", "14:29"),
      ("2026-07-14T23:59:59Z", "2026-07-14 23:59:59", "07-14 23:59", "07-14"),
      ("2025-07-15T14:29:03Z", "2025-07-15 14:29:03", "2025-07-15 14:29", "2025-07-15"),
    ])
  func days(text: String, full: String, medium: String, short: String) throws {
    let now = try time("2026-07-15T00:00:00Z")
    let time = try time(text)
    #expect(time.clockText(today: now) == full)
    #expect(time.mediumClockText(today: now) == medium)
    #expect(time.shortClockText(today: now) == short)
  }

  @Test(
    "how long ago in one round number",
    arguments: [
      (0, "0 s ago"), (59, "59 s ago"), (60, "1 min ago"), (3_599, "59 min ago"), (3_600, "1 h ago"),
      (172_799, "47 h ago"), (172_800, "2 d ago"),
    ])
  func ago(seconds: Int64, text: String) {
    #expect(Board.ago(seconds).agoText(at: Board.now) == text)
  }

  @Test("no age where there is none: times to come, and those that no clock shows")
  func noAge() {
    #expect(Board.ago(-1).agoText(at: Board.now) == nil)
    #expect(Timestamp(milliseconds: .min).agoText(at: Board.now) == nil)
    #expect(Timestamp(milliseconds: .min).clockText(today: Timestamp(milliseconds: .max)).hasSuffix(" 16:47:04"))
  }
}
