import DequeModule
import OrderProtocol
import SavedState

/// How often something happened within the last hour, by minute.
struct HourlyCount: Equatable, Sendable {
  private static let length = 60

  private var minutes: Deque<Int> = []
  private var newest: Int64 = 0

  init() {}

  mutating func add(_ count: Int = 1, at now: Duration) {
    advance(to: now)
    minutes[minutes.count - 1] += count
  }

  private mutating func advance(to now: Duration) {
    let minute = now.wholeMinutes
    if minutes.isEmpty || minute - newest > Self.length {
      minutes = [0]
      newest = minute
    }
    while newest < minute {
      if minutes.count == Self.length { minutes.removeFirst() }
      minutes.append(0)
      newest += 1
    }
  }

  func total(at now: Duration) -> Int {
    var copy = self
    copy.advance(to: now)
    return copy.minutes.reduce(0, +)
  }
}

extension HourlyCount {
  /// No count of a minute is believed to be larger; sums of them cannot overflow.
  private static let largest = 1_000_000_000

  /// The counts by minutes of the wall clock.
  func saved(at moment: Moment) -> SavedHour {
    var saved = SavedHour()
    guard !minutes.isEmpty else { return saved }
    saved.newestMinute = moment.wall(at: .seconds(newest * 60)).nearestMinute
    saved.counts = Array(minutes)
    return saved
  }

  /// The saved counts that lie within the last hour.
  init(_ saved: SavedHour, at moment: Moment) {
    let (minute, overflow) = saved.newestMinute.multipliedReportingOverflow(by: 60_000)
    guard !saved.counts.isEmpty, !overflow else { return }
    newest = moment.monotonic(at: Timestamp(milliseconds: minute)).nearestMinute
    minutes = Deque(saved.counts.suffix(Self.length).map { min(max(0, $0), Self.largest) })
  }
}

extension Duration {
  /// Full minutes, downwards also where it is negative: a clock may have stood below its start.
  fileprivate var wholeMinutes: Int64 {
    let seconds = components.seconds
    return seconds < 0 ? (seconds - 59) / 60 : seconds / 60
  }

  fileprivate var nearestMinute: Int64 { (self + .seconds(30)).wholeMinutes }
}

extension Timestamp {
  fileprivate var nearestMinute: Int64 { milliseconds / 60_000 + (milliseconds % 60_000 >= 30_000 ? 1 : 0) }
}
