import EventStream
import Glibc
import OrderProtocol
import OrderStore
import Synchronization

/// The machine's clocks.
enum Clocks {
  static func wall() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

/// Tells what time it is for the dashboard: the machine's, or the time of a recording.
protocol TimeSource: Sendable {
  func now() -> Moment
}

/// The machine's time.
struct RealTime: TimeSource {
  private let start = ContinuousClock.now

  func now() -> Moment { Moment(monotonic: start.duration(to: .now), wall: Clocks.wall()) }
}

/// The time of a recording: its own start plus what has been played, at the speed it is played.
final class RecordedTime: TimeSource {
  private let clock: ScaledClock
  private let startedAt: Timestamp
  private let origin: ScaledClock.Instant
  private let loopStart: Mutex<ScaledClock.Instant>

  init(clock: ScaledClock, startedAt: Timestamp) {
    self.clock = clock
    self.startedAt = startedAt
    origin = clock.now
    loopStart = Mutex(clock.now)
  }

  /// The recording begins again.
  func restart() { loopStart.withLock { $0 = clock.now } }

  func now() -> Moment {
    let now = clock.now
    let played = loopStart.withLock { $0.duration(to: now) }
    let milliseconds = played.components.seconds * 1000 + played.components.attoseconds / 1_000_000_000_000_000
    return Moment(
      monotonic: origin.duration(to: now), wall: Timestamp(milliseconds: startedAt.milliseconds + milliseconds))
  }
}
