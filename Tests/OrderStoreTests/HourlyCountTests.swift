import OrderProtocol
import SavedState
import Testing

@testable import OrderStore

@Suite("Counts of the last hour")
struct HourlyCountTests {
  @Test("over any number of restarts a count stays in its hour, give or take minutes")
  func restarts() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<50 {
      var count = HourlyCount()
      count.add(at: at(0).monotonic)
      var seconds = 0.0
      var start = 0.0
      for _ in 0..<8 {
        seconds += Double.random(in: 1...400, using: &random)
        let saved = count.saved(at: Moment(monotonic: .seconds(seconds - start), wall: at(seconds).wall))
        // Each run has its own monotonic clock.
        start = seconds
        count = HourlyCount(saved, at: Moment(monotonic: .zero, wall: at(seconds).wall))
        #expect(count.total(at: .zero) == 1)
      }
      #expect(count.total(at: .seconds(3600 - seconds - 300)) == 1)
      #expect(count.total(at: .seconds(3600 - seconds + 300)) == 0)
    }
  }

  @Test("nothing counted is nothing saved")
  func empty() {
    #expect(HourlyCount().saved(at: at(5)) == SavedHour())
    #expect(HourlyCount(SavedHour(), at: at(5)) == HourlyCount())
  }
}

@Suite("Moment: both clocks")
struct MomentTests {
  @Test("a time of one clock is a time of the other, and never later than now")
  func conversion() {
    let moment = Moment(monotonic: .seconds(5), wall: at(1000).wall)
    #expect(moment.wall(at: .seconds(2)) == at(997).wall)
    #expect(moment.wall(at: .seconds(8)) == at(1003).wall)
    #expect(moment.wall(at: .milliseconds(4999.5)) == at(999.999).wall)
    #expect(moment.monotonic(at: at(997).wall) == .seconds(2))
    #expect(moment.monotonic(at: at(900).wall) == .seconds(-95))
    #expect(moment.monotonic(at: at(2000).wall) == .seconds(5))
    for extreme in [Int64.min, .max] {
      let wall = Timestamp(milliseconds: extreme)
      #expect(moment.monotonic(at: wall) <= .seconds(5))
      _ = moment.wall(at: .milliseconds(extreme))
    }
  }
}
