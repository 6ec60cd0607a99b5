import Testing

@testable import OrderServer

@Suite("Faults on the command line")
struct FaultParsingTests {
  @Test(
    "what can be asked for",
    arguments: [
      ("drop-every=30s", .drop(every: .seconds(30))), ("stall-after=2m", .stall(after: .seconds(120))),
      ("drip=100", .drip(bytesPerSecond: 100)), ("expire-history", .expireHistory),
      ("error=RATE_LIMITED", .error(code: "RATE_LIMITED", every: nil)),
      ("error=X_Y@every=250ms", .error(code: "X_Y", every: .milliseconds(250))),
      ("maintenance=0.5", .maintenance(after: .milliseconds(500))),
      ("malformed-every=1s", .malformed(every: .seconds(1))), ("no-heartbeats", .noHeartbeats),
      ("refuse=503", .refuse(status: 503)),
    ] as [(String, Fault)])
  func faults(text: String, fault: Fault) {
    #expect(Fault(text) == fault)
  }

  @Test("what the help says can be asked for", arguments: Fault.forms.map(\.form))
  func forms(form: String) {
    let text = form.replacing("=T", with: "=5s").replacing("=N", with: "=7").replacing("STATUS", with: "503")
    #expect(Fault(text) != nil && Fault(form.replacing("=", with: ":")) == (form.contains("=") ? nil : Fault(form)))
  }

  @Test(
    "what cannot",
    arguments: [
      "", "drop-every", "drop-every=", "drop-every=s", "drop-every=0", "drop-every=-1s", "drop-every=nan",
      "drop-every=inf", "drop-every=1e99", "drop-every=2d", "drip=0", "drip=-1", "drip=1s", "expire-history=1",
      "no-heartbeats=", "error", "error=", "error=a", "error=X@every=", "error=X@every=0s", "error=X@", "refuse=200",
      "refuse=", "explode=1s", "=1s",
    ])
  func none(text: String) {
    #expect(Fault(text) == nil)
  }

  @Test("a schedule gives what is due in order, and once more where it repeats")
  func schedule() {
    let start = ContinuousClock.now
    var schedule = FaultSchedule(
      [.drop(every: .seconds(3)), .malformed(every: .seconds(1)), .drip(bytesPerSecond: 5), .noHeartbeats], from: start)
    #expect(schedule.bytesPerSecond == 5 && !schedule.hasHeartbeats)
    #expect(schedule.next == start + .seconds(1))
    #expect(schedule.due(start).isEmpty)
    #expect(schedule.due(start + .seconds(1)) == [.malformed])
    #expect(schedule.next == start + .seconds(2))
    #expect(schedule.due(start + .seconds(3)) == [.malformed, .breakOff])
    #expect(schedule.next == start + .seconds(4))
    #expect(FaultSchedule([], from: start).next == nil)
  }
}
