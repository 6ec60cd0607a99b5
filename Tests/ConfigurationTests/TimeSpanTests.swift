import Testing

@testable import OrdertopConfiguration

struct TimeSpanTests {
  @Test(
    "what people write",
    arguments: [
      ("90", 90.0), ("1.5", 1.5), ("45m", 2700), ("24h", 86_400), ("30d", 2_592_000), ("0", 0), ("0.5s", 0.5),
    ])
  func read(text: String, seconds: Double) {
    #expect(TimeSpan(text)?.duration == .seconds(seconds))
  }

  @Test("what is no time", arguments: ["", "s", "-1", "1e10", "nan", "inf", "1w", "1h30m", " 1", "1000000d"])
  func refused(text: String) {
    #expect(TimeSpan(text) == nil)
  }

  @Test("a time is printed so that the same is read, to the microsecond")
  func printed() throws {
    var random = SystemRandomNumberGenerator()
    let lengths = (0..<1_000).map { _ in Double.random(in: 0...pow(10, Int.random(in: 0...9, using: &random))) }
    for seconds in lengths + [0, 1e-6, 0.1, 59, 60, 3600, 86_400, 172_800, 1e9, 999_999_999.999999] {
      let duration = try #require(TimeSpan(seconds: seconds)?.duration)
      #expect(TimeSpan(TimeSpan.text(duration))?.duration == duration)
      #expect(TimeSpan(TimeSpan.secondsText(duration))?.duration == duration)
    }
  }

  private func pow(_ base: Double, _ exponent: Int) -> Double { (0..<exponent).reduce(1) { power, _ in power * base } }

  @Test(
    "sizes are printed so that the same is read", arguments: [0, 1, 1000, 1024, 1 << 20, 3 << 30, 1 << 50, 5 << 20])
  func sizes(bytes: Int) {
    #expect(ByteCount(ByteCount.text(bytes))?.bytes == bytes)
  }
}
