import CTerminalGuard
import Glibc
import Synchronization

/// Runs an actor on a thread of its own, which waits for descriptors between the actor's jobs.
final class TerminalLoop: SerialExecutor {
  /// What to wait for.
  struct Interest: Sendable {
    /// The terminal; `nil`: none.
    var terminal: Int32?
    var wantsSignals = true
    var wantsKeys = false
    var wantsToWrite = false
    /// Milliseconds; -1: for ever.
    var timeout: Int32 = -1
  }

  /// What happened.
  struct Readiness: Sendable {
    var signals: [Int32] = []
    var hasKeys = false
    var isWritable = false
    var isHungUp = false
  }

  private struct State {
    var jobs: [UnownedJob] = []
    var isStopped = false
    var thread: pthread_t?
  }

  private let state = Mutex(State())
  private let wake: Int32
  private let signals: Int32

  /// `nil`: no descriptors are left.
  init?() {
    wake = terminal_guard_wake_counter()
    signals = terminal_guard_signal_pipe()
    if wake < 0 || signals < 0 { return nil }
  }

  deinit { close(wake) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
    ring()
  }

  func checkIsolated() { precondition(isIsolatingCurrentContext() == true) }

  func isIsolatingCurrentContext() -> Bool? {
    state.withLock { state in state.thread.map { pthread_equal($0, pthread_self()) != 0 } }
  }

  /// Starts the thread. Both closures run on it.
  func start(interest: @escaping @Sendable () -> Interest, ready: @escaping @Sendable (Readiness) -> Void) -> Bool {
    Thread { [self] in run(interest: interest, ready: ready) }.start()
  }

  /// Lets the thread end; no job may follow.
  func stop() {
    state.withLock { $0.isStopped = true }
    ring()
  }

  private func ring() {
    var one: UInt64 = 1
    _ = write(wake, &one, MemoryLayout.size(ofValue: one))
  }

  private func run(interest: () -> Interest, ready: (Readiness) -> Void) {
    state.withLock { $0.thread = pthread_self() }
    while true {
      let (jobs, isStopped) = state.withLock { state in
        defer { state.jobs.removeAll(keepingCapacity: true) }
        return (state.jobs, state.isStopped)
      }
      for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
      if isStopped { return }
      if let readiness = wait(for: interest()) { ready(readiness) }
    }
  }

  private func wait(for interest: Interest) -> Readiness? {
    var keys = Int16(interest.wantsKeys ? POLLIN : 0)
    if interest.wantsToWrite { keys |= Int16(POLLOUT) }
    var descriptors = [
      pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
      pollfd(fd: interest.wantsSignals ? signals : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: interest.terminal ?? -1, events: keys, revents: 0),
    ]
    let count = poll(&descriptors, nfds_t(descriptors.count), interest.timeout)
    guard count >= 0 else { return nil }
    if descriptors[0].revents != 0 {
      var rings: UInt64 = 0
      _ = read(wake, &rings, MemoryLayout.size(ofValue: rings))
    }
    let terminal = Int32(descriptors[2].revents)
    return Readiness(
      signals: descriptors[1].revents == 0 ? [] : signalNumbers(from: signals), hasKeys: terminal & POLLIN != 0,
      isWritable: terminal & POLLOUT != 0, isHungUp: terminal & (POLLHUP | POLLERR | POLLNVAL) != 0)
  }
}
