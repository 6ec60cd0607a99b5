import Testing

@testable import EventStream

@Suite("Reconnection")
struct ReconnectionTests {
  private func machine(
    base: Duration = .seconds(1), max: Duration = .seconds(30), limit: Int? = 10, isPersistent: Bool = false
  ) -> Reconnection {
    Reconnection(policy: ReconnectPolicy(base: base, max: max, limit: limit, isPersistent: isPersistent))
  }

  private func wait(_ step: Reconnection.Step) -> Duration? {
    if case .wait(let duration, _, _) = step { duration } else { nil }
  }

  private func retryNumber(_ step: Reconnection.Step) -> Int? {
    if case .wait(_, _, .retry(let number, _, _)) = step { number } else { nil }
  }

  @Test("the wait before retry n is min(2^n × base, max), and after ten retries it is over at once")
  func table() {
    var machine = machine()
    var waits: [Duration?] = []
    for number in 1...10 {
      let step = machine.lost(reason: "gone", at: .zero, chance: 1)
      waits.append(wait(step))
      #expect(retryNumber(step) == number)
    }
    #expect(waits == [2, 4, 8, 16, 30, 30, 30, 30, 30, 30].map { .seconds($0) })
    #expect(
      result(machine.lost(reason: "gone", at: .zero, chance: 1))
        == .end(.retriesExhausted(attempts: 11, reason: "gone")))
  }

  @Test(
    "chance takes up to a fifth off, and nothing a random source says takes more or adds",
    arguments: [
      (0.0, 1_600), (0.5, 1_800), (1.0, 2_000), (-3.0, 1_600), (7.0, 2_000), (.nan, 1_600), (.infinity, 1_600),
    ])
  func jitter(chance: Double, milliseconds: Int) {
    var machine = machine()
    #expect(wait(machine.lost(reason: "", at: .zero, chance: chance)) == .milliseconds(milliseconds))
  }

  @Test("with no retries the first loss is the end")
  func noRetries() {
    var machine = machine(limit: 0)
    #expect(
      result(machine.lost(reason: "x", at: .zero, chance: 1)) == .end(.retriesExhausted(attempts: 1, reason: "x")))
  }

  @Test("unlimited retries go on at the longest wait, and say that there is no limit")
  func unlimited() {
    var machine = machine(limit: nil)
    for _ in 0..<999 { _ = machine.lost(reason: "x", at: .zero, chance: 1) }
    #expect(
      result(machine.lost(reason: "x", at: .zero, chance: 1))
        == .wait(.seconds(30), atLeast: .zero, .retry(number: 1000, limit: nil, reason: "x")))
  }

  @Test("a persistent client is offline after the last retry and tries every max, until an event comes")
  func offline() {
    var machine = machine(base: .milliseconds(1), limit: 2, isPersistent: true)
    for _ in 0..<2 { _ = machine.lost(reason: "x", at: .zero, chance: 1) }
    for attempts in 3...5 {
      #expect(
        result(machine.lost(reason: "x", at: .zero, chance: 1))
          == .wait(.seconds(30), atLeast: .zero, .offline(attempts: attempts, reason: "x")))
    }
    machine.delivered()
    #expect(retryNumber(machine.lost(reason: "x", at: .zero, chance: 1)) == 1)
  }

  @Test("the count starts again with an event, not with an open connection")
  func reset() {
    var machine = machine()
    _ = machine.lost(reason: "x", at: .zero, chance: 1)
    machine.opened()
    #expect(retryNumber(machine.lost(reason: "x", at: .zero, chance: 1)) == 2)
    machine.delivered()
    #expect(machine.failures == 0)
    #expect(retryNumber(machine.lost(reason: "x", at: .zero, chance: 1)) == 1)
  }

  @Test("a reconnection time replaces the base and is the floor, also above max, in later runs too")
  func reconnectionTime() {
    var machine = machine(limit: nil)
    #expect(result(machine.adopt(reconnectionTime: .seconds(5))))
    #expect(!result(machine.adopt(reconnectionTime: .seconds(5))))
    #expect(wait(machine.lost(reason: "", at: .zero, chance: 1)) == .seconds(10))
    #expect(wait(machine.lost(reason: "", at: .zero, chance: 1)) == .seconds(20))
    #expect(wait(machine.lost(reason: "", at: .zero, chance: 1)) == .seconds(30))
    #expect(result(machine.adopt(reconnectionTime: .seconds(40))))
    #expect(wait(machine.lost(reason: "", at: .zero, chance: 0)) == .seconds(40))
    machine.begin()
    #expect(
      result(machine.lost(reason: "", at: .zero, chance: 1))
        == .wait(.seconds(40), atLeast: .seconds(40), .retry(number: 1, limit: nil, reason: "")))
  }

  @Test("a reconnection time of zero does not make the client hammer")
  func zeroReconnectionTime() {
    var machine = machine()
    #expect(result(machine.adopt(reconnectionTime: .zero)))
    #expect(wait(machine.lost(reason: "", at: .zero, chance: 0)) == .milliseconds(100))
  }

  @Test("the longest times there are do not overflow")
  func extremes() {
    var machine = machine(base: .seconds(Int64.max), max: .seconds(Int64.max), limit: nil)
    _ = machine.adopt(reconnectionTime: .seconds(Int64.max))
    _ = machine.note(.disconnecting(reconnectAfter: .seconds(Int64.max)), at: .longestWait, chance: 1)
    _ = machine.note(.recoverableError(retryAfter: .seconds(Int64.max)), at: .longestWait, chance: 1)
    for _ in 0..<200 {
      let step = machine.lost(reason: "", retryAfter: .seconds(Int64.max), at: .longestWait, chance: 1)
      #expect(wait(step) == Duration.longestWait * 6 / 5)
    }
  }

  @Test("Retry-After is the least wait, lengthened by up to a fifth, and may exceed max")
  func retryAfter() {
    var machine = machine()
    #expect(wait(machine.lost(reason: "", retryAfter: .seconds(100), at: .zero, chance: 0)) == .seconds(100))
    #expect(wait(machine.lost(reason: "", retryAfter: .seconds(100), at: .zero, chance: 1)) == .seconds(120))
    #expect(wait(machine.lost(reason: "", retryAfter: .seconds(1), at: .zero, chance: 0)) == .milliseconds(6_400))
    #expect(wait(machine.lost(reason: "", retryAfter: .seconds(-9), at: .zero, chance: 1)) == .seconds(16))
  }

  @Test("retryAfter of an error is the least wait before the next reconnection, whoever ends this one, and only that")
  func recoverableError() {
    var machine = machine()
    #expect(result(machine.note(.recoverableError(retryAfter: .seconds(50)), at: .zero, chance: 1)) == nil)
    #expect(result(machine.note(.recoverableError(retryAfter: .seconds(40)), at: .zero, chance: 1)) == nil)
    #expect(result(machine.note(.recoverableError(retryAfter: nil), at: .zero, chance: 1)) == nil)
    #expect(wait(machine.lost(reason: "", at: .seconds(999), chance: 0)) == .seconds(50))
    #expect(wait(machine.lost(reason: "", at: .seconds(999), chance: 1)) == .seconds(4))

    _ = machine.note(.recoverableError(retryAfter: .seconds(50)), at: .zero, chance: 1)
    #expect(
      result(machine.interrupted(at: .zero, chance: 1)) == .wait(.seconds(60), atLeast: .seconds(60), .announced))
    #expect(result(machine.interrupted(at: .zero, chance: 1)) == .connect)
  }

  @Test("after a negative retryAfter or reconnectAfter the usual wait applies")
  func negative() {
    var machine = machine()
    _ = machine.note(.recoverableError(retryAfter: .seconds(-1)), at: .zero, chance: 1)
    _ = machine.note(.disconnecting(reconnectAfter: .seconds(-1)), at: .zero, chance: 1)
    #expect(machine.departureTime == nil)
    #expect(wait(machine.lost(reason: "", at: .zero, chance: 1)) == .seconds(2))
  }

  @Test("an announced departure is waited for, is no retry, and is lengthened only")
  func departure() {
    var machine = machine()
    _ = machine.note(.disconnecting(reconnectAfter: .seconds(60)), at: .seconds(100), chance: 0)
    #expect(machine.departureTime == .seconds(160))
    _ = machine.note(.disconnecting(reconnectAfter: .seconds(60)), at: .seconds(100), chance: 1)
    #expect(machine.departureTime == .seconds(172))
    #expect(
      result(machine.lost(reason: "", at: .seconds(110), chance: 1))
        == .wait(.seconds(62), atLeast: .seconds(62), .announced))
    #expect(machine.failures == 0)
    #expect(machine.departureTime == nil)
  }

  @Test("when the announced time has come, the next connection is made at once")
  func departed() {
    var machine = machine()
    _ = machine.note(.disconnecting(reconnectAfter: .seconds(60)), at: .zero, chance: 0)
    #expect(result(machine.lost(reason: "", at: .seconds(60), chance: 0)) == .connect)
    #expect(machine.failures == 0)
  }

  @Test("a departure without a time waits as usual and is no retry")
  func departureWithoutTime() {
    var machine = machine()
    _ = machine.note(.disconnecting(reconnectAfter: nil), at: .zero, chance: 1)
    #expect(result(machine.lost(reason: "", at: .zero, chance: 1)) == .wait(.seconds(2), atLeast: .zero, .announced))
    #expect(machine.failures == 0)
  }

  @Test("a departure after no time at all does not make the client hammer")
  func departureAtOnce() {
    var machine = machine()
    _ = machine.note(.disconnecting(reconnectAfter: .zero), at: .zero, chance: 0)
    #expect(wait(machine.lost(reason: "", at: .zero, chance: 0)) == .milliseconds(100))
  }

  @Test("the later of an announced departure and an error's retryAfter counts")
  func departureAndError() {
    var machine = machine()
    _ = machine.note(.disconnecting(reconnectAfter: .seconds(5)), at: .zero, chance: 0)
    _ = machine.note(.recoverableError(retryAfter: .seconds(30)), at: .zero, chance: 0)
    #expect(wait(machine.lost(reason: "", at: .seconds(1), chance: 0)) == .seconds(30))
  }

  @Test("a user's new connection does not wait for an announced departure, one after a suspend does")
  func interruptedDeparture() {
    var machine = machine()
    _ = machine.note(.disconnecting(reconnectAfter: .seconds(60)), at: .zero, chance: 0)
    var slept = machine
    #expect(result(machine.interrupted(at: .seconds(10), chance: 0)) == .connect)
    #expect(
      result(slept.interrupted(hasSlept: true, at: .seconds(10), chance: 0))
        == .wait(.seconds(50), atLeast: .seconds(50), .announced))
  }

  @Test("an unrecoverable error is the end, any other signal is not")
  func unrecoverable() {
    var machine = machine()
    #expect(result(machine.note(.heartbeat, at: .zero, chance: 1)) == nil)
    #expect(
      result(machine.note(.unrecoverableError(code: "AUTH_EXPIRED", message: "m"), at: .zero, chance: 1))
        == .unrecoverableError(code: "AUTH_EXPIRED", message: "m"))
  }

  @Test("401 is worth one more try with a new token, and another one only after a connection has opened")
  func unauthorized() {
    var machine = machine()
    #expect(result(machine.unauthorized(status: 401, hasNewToken: false)) == .end(.unauthorized(status: 401)))
    #expect(result(machine.unauthorized(status: 401, hasNewToken: true)) == .connect)
    #expect(result(machine.unauthorized(status: 403, hasNewToken: true)) == .end(.unauthorized(status: 403)))
    machine.opened()
    #expect(result(machine.unauthorized(status: 401, hasNewToken: true)) == .connect)
    #expect(machine.failures == 0)
  }

  @Test("a new run counts afresh and forgets what the last connection was told")
  func begin() {
    var machine = machine()
    _ = machine.lost(reason: "", at: .zero, chance: 1)
    _ = machine.note(.recoverableError(retryAfter: .seconds(50)), at: .zero, chance: 1)
    _ = machine.note(.disconnecting(reconnectAfter: .seconds(50)), at: .zero, chance: 1)
    machine.begin()
    #expect(machine.failures == 0)
    #expect(machine.departureTime == nil)
    #expect(wait(machine.lost(reason: "", at: .zero, chance: 1)) == .seconds(2))
  }

  /// Calls with a change cannot stand in `#expect` by themselves.
  private func result<Value>(_ value: Value) -> Value { value }
}
