import CTerminalGuard
import Glibc

/// A signal that asks the program to end.
package enum TerminalSignal: Hashable, Sendable, CaseIterable {
  /// Ctrl-C.
  case interrupt
  /// `kill`, a service manager, the machine going down.
  case terminate
  /// The terminal was closed.
  case hangup
  /// Ctrl-\.
  case quit

  /// The signal's number.
  package var number: Int32 {
    switch self {
    case .interrupt: SIGINT
    case .terminate: SIGTERM
    case .hangup: SIGHUP
    case .quit: SIGQUIT
    }
  }

  init?(number: Int32) {
    guard let signal = Self.allCases.first(where: { $0.number == number }) else { return nil }
    self = signal
  }

  /// The signals of a program without a screen, as they come. A signal that the parent had ignored (`nohup`) stays
  /// ignored; a second one, two seconds or more after the first, ends the program at once. `SIGPIPE` is ignored from
  /// now on: a closed pipe is an error of the write.
  ///
  /// Once per process, and not together with ``CursesTerminal``, which reports them itself.
  package static func received() -> AsyncStream<TerminalSignal> {
    let (stream, continuation) = AsyncStream.makeStream(of: TerminalSignal.self)
    terminal_guard_ignore_broken_pipes()
    let pipe = terminal_guard_signal_pipe()
    guard pipe >= 0 else { return stream }
    for signal in Self.allCases { _ = terminal_guard_watch(signal.number) }
    let reader = Thread {
      var ready = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      while true {
        poll(&ready, 1, -1)
        for number in signalNumbers(from: pipe) {
          if let signal = TerminalSignal(number: number) { continuation.yield(signal) }
        }
      }
    }
    if !reader.start() { continuation.finish() }
    return stream
  }
}

/// The numbers of the signals that came since the last call.
func signalNumbers(from pipe: Int32) -> [Int32] {
  var numbers: [Int32] = []
  var bytes = [UInt8](repeating: 0, count: 64)
  while true {
    let count = read(pipe, &bytes, bytes.count)
    guard count > 0 else { return numbers }
    numbers += bytes.prefix(count).map(Int32.init)
  }
}
