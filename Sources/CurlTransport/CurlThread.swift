import EventStream
import Glibc

/// Starts the transport's thread.
enum CurlThread {
  private final class Work {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
      self.run = run
    }
  }

  /// Runs `body` on a new, detached thread that takes no signals, not even a `SIGPIPE` of its own: a write to a broken
  /// connection is an error code. The signals of a crash stay open, or they would end the process without its handlers.
  static func start(_ body: @escaping @Sendable () -> Void) throws(TransportError) {
    var blocked = sigset_t()
    var previous = sigset_t()
    sigfillset(&blocked)
    for crash in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS] { sigdelset(&blocked, crash) }
    pthread_sigmask(SIG_SETMASK, &blocked, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }

    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    let status = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, work.toOpaque())
    guard status == 0 else {
      work.release()
      throw TransportError(.unreachable, "the network's thread cannot be started: \(String(cString: strerror(status)))")
    }
    pthread_detach(thread)
  }
}
