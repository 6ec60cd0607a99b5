import OrderProtocol
import OrderStore
import SavedState
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Status report")
struct StatusReportTests {
  @Test("a state is believed until nobody has saved for longer than the heartbeat timeout")
  func outdated() {
    func word(_ age: Int64, _ phase: SavedPhase, timeout: Duration = .seconds(60)) -> String {
      SavedFixture("") { board in
        board.connection.phase = phase
        board.connection.heartbeatTimeout = timeout
        board.savedAt = Board.ago(age)
      }.report().word
    }
    for phase in SavedPhase.allCases {
      #expect(word(60, phase) == (phase == .idle ? "connecting" : phase.rawValue))
      #expect(word(61, phase) == "stale")
      #expect(word(6, phase, timeout: .seconds(5)) == "stale")
      #expect(word(-60, phase) != "stale")
      #expect(word(-61, phase) == "stale")
    }
  }

  @Test("a stream that fell silent is stale while the dashboard goes on saving, unless it has ended")
  func silent() {
    func staleFor(_ phase: SavedPhase, _ silence: Int64?) -> Duration? {
      SavedFixture("") { board in
        board.connection.phase = phase
        board.connection.lastSignOfLife = silence.map(Board.ago)
      }.report().staleFor
    }
    #expect(staleFor(.live, 60) == nil)
    #expect(staleFor(.live, 61) == .seconds(61))
    #expect(staleFor(.retry, 61) == .seconds(61))
    #expect(staleFor(.stopped, 61) == nil)
    #expect(staleFor(.connecting, nil) == nil)
    #expect(staleFor(.live, -1_000) == nil)
  }

  @Test("no age is negative, and none overflows")
  func ages() {
    let report = SavedFixture("") { board in
      board.savedAt = Timestamp(milliseconds: .max)
      board.connection.lastHeartbeat = Board.ago(-5)
      board.connection.lastEvent = Timestamp(milliseconds: .min)
      board.connection.lastSignOfLife = Timestamp(milliseconds: .max)
      board.connection.waitUntil = Timestamp(milliseconds: .min)
      board.connection.openedAt = Timestamp(milliseconds: .min)
    }.report(oldest: ["PENDING": (OrderID("a"), Timestamp(milliseconds: .min))])
    #expect(report.savedAge == .zero)
    #expect(report.isOutdated)
    #expect(report.sinceHeartbeat == .zero)
    #expect(report.sinceEvent == .milliseconds(Int64.max))
    #expect(report.sinceSignOfLife == .zero)
    #expect(report.remainingWait == .zero)
    #expect(StatusLine(report, width: 120, charset: .unicode).plain.text.contains("STALE"))
    var old = report
    old.board.savedAt = Timestamp(milliseconds: .min)
    #expect(old.staleFor == .milliseconds(Int64.max))
    #expect(StatusLine(old, width: 120, charset: .unicode).plain.text.contains("STALE"))
  }

  @Test("the worst order is the one furthest over its limit, or next to reach one")
  func worst() {
    func worst(_ ages: [String: Int64]) -> String? {
      let oldest = ages.mapValues { (id: OrderID("\($0)"), since: Board.ago($0)) }
      return SavedFixture("").report(oldest: oldest).worst.map { "\($0.status.word) \($0.overdue.overdueText)" }
    }
    #expect(worst([:]) == nil)
    #expect(worst(["CREATED": 239, "PENDING": 479, "SHIPPED": 100_000, "ON_HOLD": 100_000]) == nil)
    #expect(worst(["CREATED": 240, "PENDING": 479]) == "CREATED -1:00")
    #expect(worst(["CREATED": 300, "PENDING": 599]) == "CREATED +0:00")
    #expect(worst(["CREATED": 400, "PENDING": 761, "PROCESSING": 2_760]) == "PENDING +2:41")
  }

  @Test("only statuses with a limit count as late, and nothing adds up to a trap")
  func late() {
    func counts(_ late: [String: Int], _ warned: [String: Int]) -> [Int] {
      let report = SavedFixture("").report(late: late, warned: warned)
      return [report.late, report.warning]
    }
    #expect(
      counts(["CREATED": 1, "PENDING": 2, "SHIPPED": 9], ["CREATED": 2, "PENDING": 4, "PROCESSING": 1]) == [3, 4])
    #expect(counts(["CREATED": .max, "PENDING": .max], ["CREATED": -5]) == [.max, 0])
  }

  @Test("the board's counts are taken as they are, if they can be")
  func counts() {
    let report = SavedFixture("") {
      $0.counts = ["CREATED": 1, "PENDING": -7, "OTHER": 2, "SHIPPED": 5, "ON_HOLD": 100]
    }.report()
    #expect(report.open == 3)
    #expect(report.count(of: .shipped) == 5)
    #expect(report.count(of: .other("ON_HOLD")) == 2)
    #expect(report.count(of: .pending) == 0)
  }

  @Test("the cutoffs ask for the orders that the board calls late and warned")
  func cutoffs() throws {
    var limits = AgeLimits.standard
    limits[.pending] = AgeLimits.Steps(late: .milliseconds(1_001))
    for (step, severity) in [(\AgeLimits.Steps.late, Severity.late), (\.warning, .warning)] {
      let cutoffs = limits.cutoffs(step, of: ["SHIPPED", "ON_HOLD", "PENDING"], now: Board.now)
      #expect(cutoffs.count == 3)
      for status in [OrderStatus.created, .pending, .processing] {
        let age = Duration.milliseconds(Board.now.milliseconds - (try #require(cutoffs[status.word])).milliseconds)
        #expect(limits.severity(of: status, age: age) >= severity)
        #expect(limits.severity(of: status, age: age - .milliseconds(1)) < severity)
      }
    }
  }

  @Test("the limit of all the rest holds for the statuses that there are")
  func rest() {
    var limits = AgeLimits.standard
    limits[AgeLimits.rest] = AgeLimits.Steps(late: .seconds(100))
    let cutoffs = limits.cutoffs(\.late, of: ["ON_HOLD", "CREATED", "SHIPPED"], now: Board.now)
    #expect(cutoffs.keys.sorted() == ["*", "CREATED", "ON_HOLD", "PENDING", "PROCESSING"])
    #expect(cutoffs["ON_HOLD"] == Board.ago(100) && cutoffs["CREATED"] == Board.ago(300))
    let report = StatusReport(
      source: "", filters: [], board: SavedFixture("").board, late: ["ON_HOLD": 3, "PENDING": 1, "SHIPPED": 5],
      warned: ["ON_HOLD": 4, "PENDING": 1], oldest: ["ON_HOLD": (OrderID("held"), Board.ago(1_000))], limits: limits,
      now: Board.now)
    #expect([report.late, report.warning] == [4, 1])
    #expect(
      report.worst == StatusReport.WorstOrder(id: OrderID("held"), status: .other("ON_HOLD"), overdue: .seconds(900)))
  }

  @Test("the last hour is sixty minutes, this one included")
  func hour() {
    func total(_ counts: [Int], newest: Int64) -> Int {
      SavedFixture.hour(counts, newest: Board.ago(60 * newest)).total(at: Board.now)
    }
    let ones = Array(repeating: 1, count: 60)
    #expect(total(ones, newest: 0) == 60)
    #expect(total([5] + ones, newest: 0) == 60)
    #expect(total(ones, newest: 1) == 59)
    #expect(total([2, 3], newest: 59) == 3)
    #expect(total([2, 3], newest: 60) == 0)
    #expect(total([2, 3], newest: -5) == 5)
    #expect(total([], newest: 0) == 0)
    #expect(total([.max, .max, -3], newest: 0) == .max)
    var odd = SavedHour()
    odd.counts = [4]
    odd.newestMinute = .max
    #expect(odd.total(at: Board.now) == 4)
    #expect(odd.total(at: Timestamp(milliseconds: .min)) == 4)
    odd.newestMinute = .min
    #expect(odd.total(at: Board.now) == 0)
    #expect(odd.total(at: Timestamp(milliseconds: .max)) == 0)
  }
}
