import CTerminalGuard
import Glibc

/// A detached thread of the system, which signals and the crash handlers reach.
struct Thread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let body: Body

  init(_ run: @escaping @Sendable () -> Void) { body = Body(run) }

  /// `false`: the system has no room for another thread.
  func start() -> Bool {
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(body)
    let result = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let body = Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
        terminal_guard_adopt_thread()
        body.run()
        return nil
      }, argument.toOpaque())
    guard result == 0 else {
      argument.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}
