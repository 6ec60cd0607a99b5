import EventStream
import Testing

@Suite("ScaledClock", .timeLimit(.minutes(1)))
struct ScaledClockTests {
  @Test("time passes as much faster as asked for")
  func speed() {
    let clock = ScaledClock(speed: 1000)
    let real = ContinuousClock()
    let begin = (clock.now, real.now)
    while begin.1.duration(to: real.now) < .milliseconds(5) {}
    let inside = begin.0.duration(to: clock.now)
    let outside = begin.1.duration(to: real.now)
    #expect(inside >= .seconds(5))
    // Read earlier than the real time, but started earlier too.
    #expect(inside <= (outside + .milliseconds(50)) * 1000)
  }

  @Test("a sleep ends when the clock says so, long before real time would")
  func sleep() async throws {
    let clock = ScaledClock(speed: 100_000)
    let begin = clock.now
    let took = try await ContinuousClock().measure { try await clock.sleep(for: .seconds(3600)) }
    #expect(begin.duration(to: clock.now) >= .seconds(3600))
    #expect(took < .seconds(20))
  }

  @Test("a sleep until a time that has passed returns at once")
  func past() async throws {
    let clock = ScaledClock(speed: 0.001)
    try await clock.sleep(until: clock.now)
    try await clock.sleep(until: .init(offset: .seconds(-1000)))
  }

  @Test("a sleep can be cancelled, however far its end is", arguments: [1, 0.001, 1_000_000] as [Double])
  func cancellation(speed: Double) async {
    let clock = ScaledClock(speed: speed)
    let sleeper = Task { try await clock.sleep(until: clock.now.advanced(by: .seconds(1_000_000_000_000_000))) }
    sleeper.cancel()
    await #expect(throws: CancellationError.self) { try await sleeper.value }
  }

  @Test(
    "speeds without sense are brought into the range",
    arguments: [
      (0, 0.001), (-5, 0.001), (.infinity, 1_000_000), (.nan, 1), (1e300, 1_000_000), (2.5, 2.5),
    ] as [(Double, Double)])
  func range(asked: Double, given: Double) {
    #expect(ScaledClock(speed: asked).speed == given)
  }
}
