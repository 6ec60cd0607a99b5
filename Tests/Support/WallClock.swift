import Glibc

/// The wall clock of the machine, as one thread sees it.
package enum WallClock {
  fileprivate static let shift: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// Does something as if somebody had set the clock by so many seconds.
  package static func set<Value>(by seconds: Int, _ body: () -> Value) -> Value {
    pthread_setspecific(shift, UnsafeRawPointer(bitPattern: seconds))
    defer { pthread_setspecific(shift, nil) }
    return body()
  }
}

private typealias Reading = @Sendable @convention(c) (clockid_t, UnsafeMutablePointer<timespec>?) -> Int32

// RTLD_NEXT, a macro that Swift does not import.
private let next = dlsym(UnsafeMutableRawPointer(bitPattern: -1), "clock_gettime").map {
  unsafeBitCast($0, to: Reading.self)
}

/// Stands before the C library's `clock_gettime` for everything in the test process: there is no other way to set a clock
/// without setting the machine's.
@_cdecl("clock_gettime")
func readClock(_ clock: clockid_t, _ time: UnsafeMutablePointer<timespec>?) -> Int32 {
  guard let next else { return -1 }
  let result = next(clock, time)
  if clock == CLOCK_REALTIME, let shift = pthread_getspecific(WallClock.shift) {
    time?.pointee.tv_sec += Int(bitPattern: shift)
  }
  return result
}
