import Glibc
import OrderProtocol

/// What the process needs before anything else.
enum Process {
  /// How many connections the process may have.
  static var connectionLimit: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 256 }
    // Some descriptors are for files and the loops that wait.
    return max(16, Int(clamping: limit.rlim_cur) - 64)
  }

  /// How many of them are not for streams, so that clients that are too many can be told, and events published.
  static var spareConnections: Int { min(256, connectionLimit / 4) }

  static func prepare() {
    // Nothing else may get the numbers 0 to 2: what is said to standard error would be sent there.
    while case let descriptor = open("/dev/null", O_RDWR), descriptor >= 0 {
      if descriptor > STDERR_FILENO {
        close(descriptor)
        break
      }
    }
    signal(SIGPIPE, SIG_IGN)
    // Each client takes a descriptor.
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}

/// The machine's clocks.
enum Clocks {
  static func wall() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
