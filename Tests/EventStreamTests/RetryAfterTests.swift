import Testing

@testable import EventStream

@Suite("RetryAfter")
struct RetryAfterTests {
  /// Sun, 06 Nov 1994 08:49:37 GMT
  private static let now: Int64 = 784_111_777

  @Test(
    "seconds and dates are taken, whatever is neither is not",
    arguments: [
      ("0", .zero), ("120", .seconds(120)), (" 7\t", .seconds(7)), ("1.5", .seconds(1.5)),
      ("Sun, 06 Nov 1994 08:50:37 GMT", .seconds(60)), ("Sun, 06 Nov 1994 08:49:36 GMT", .zero),
      ("-1", nil), ("+1", nil), ("", nil), ("soon", nil), ("inf", nil), ("nan", nil), ("1e3", nil), ("0x10", nil),
      ("1 2", nil), ("1.2.3", nil), (".", nil),
    ] as [(String, Duration?)])
  func values(value: String, expected: Duration?) {
    #expect(RetryAfter.duration(value, now: Self.now) == expected)
  }

  @Test(
    "huge values are long waits and no overflow",
    arguments: [
      "99999999999999999999999999", "1" + String(repeating: "0", count: 400), "Fri, 31 Dec 9999 23:59:59 GMT",
    ])
  func huge(value: String) {
    let wait = RetryAfter.duration(value, now: Self.now)
    #expect(wait.map { $0 >= .seconds(1_000_000_000) && $0 <= .longestWait } ?? true)
  }

  @Test("a date as far from now as numbers go is not taken")
  func extremeClock() {
    #expect(RetryAfter.duration("Sun, 06 Nov 1994 08:49:37 GMT", now: .min) == nil)
    #expect(RetryAfter.duration("Sun, 06 Nov 1994 08:49:37 GMT", now: .max) == .zero)
  }
}
