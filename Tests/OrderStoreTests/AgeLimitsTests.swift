import OrderProtocol
import Testing

@testable import OrderStore

@Suite("Age limits")
struct AgeLimitsTests {
  private static let statuses = [
    OrderStatus.created, .pending, .processing, .shipped, .cancelled, .other("HELD"), .other("LOST"),
  ]

  @Test("an order is late from the limit on, to the millisecond, whatever the clocks and the limits say")
  func late() {
    var random = SeededRandom(seed: 1)
    let durations: [Duration] = [
      .zero, .milliseconds(1), .microseconds(1500), .nanoseconds(1), .seconds(300), .milliseconds(-1),
      .seconds(Int64.max), .seconds(Int64.min), .milliseconds(Int64.max),
    ]
    let times: [Int64] = [.min, -1, 0, 1, 2, 299_999, 300_000, 300_001, .max]
    for _ in 0..<300 {
      var limits = Bool.random(using: &random) ? AgeLimits() : .standard
      for status in Self.statuses + [AgeLimits.rest] where Int.random(in: 0..<4, using: &random) == 0 {
        if Bool.random(using: &random) {
          limits[status] = durations.randomElement(using: &random).map {
            AgeLimits.Steps(warning: durations.randomElement(using: &random), late: $0)
          }
        } else {
          limits.exempt(status)
        }
      }
      for status in Self.statuses {
        #expect(limits.millisecondLimit(of: status) == limits.limit(of: status).map { $0 / .milliseconds(1) })
        for since in times {
          for now in times {
            let (since, now) = (Timestamp(milliseconds: since), Timestamp(milliseconds: now))
            let severity = limits.severity(of: status, age: since.age(at: now))
            if limits.severity(in: status, since: since, now: now) != severity {
              Issue.record("\(status.word) since \(since.milliseconds) at \(now.milliseconds): \(limits)")
              return
            }
          }
        }
      }
    }
  }
}
