import CTerminalGuard
import Glibc
import Synchronization
import TerminalUI

extension CursesTerminal {
  private static let isOpen = Mutex(false)

  /// Takes the terminal behind standard output: alternate screen, keys one by one. stderr, where it is a terminal, is
  /// kept until the screen is left. The type comes from `TERM`, the encoding from `LC_ALL`, `LC_CTYPE` or `LANG`.
  ///
  /// Waits, stopped, while the process is in the background.
  ///
  /// - Parameters:
  ///   - reportsMouse: as ``setMouse(_:)`` has it, from the beginning.
  ///   - usesColors: whether it may have colours; without, the terminal is not even told to reset its own.
  package static func open(
    reportsMouse: Bool = false, usesColors: Bool = true
  ) async throws(TerminalError) -> CursesTerminal {
    guard isOpen.withLock({ isOpen in !exchange(&isOpen, true) }) else { throw .alreadyOpen }
    do {
      let terminal = try make(usesColors: usesColors)
      try await terminal.begin(reportsMouse: reportsMouse)
      return terminal
    } catch {
      release()
      throw error
    }
  }

  static func release() { isOpen.withLock { $0 = false } }

  private static func make(usesColors: Bool) throws(TerminalError) -> CursesTerminal {
    let device = try TerminalDevice()
    guard let type = environment("TERM"), !type.isEmpty else { throw .noTerminalType }
    let locale = TerminalLocale.adopted()
    // Before ncurses looks: where a signal has a handler, it installs none of its own.
    terminal_guard_ignore_broken_pipes()
    guard let loop = TerminalLoop() else { throw .system(call: "eventfd", code: errno) }
    for signal in TerminalSignal.allCases { _ = terminal_guard_watch(signal.number) }
    for number in [SIGWINCH, SIGTSTP, SIGCONT] { _ = terminal_guard_watch(number) }
    let screen = try CursesScreen(type: type, keyboard: device.descriptor, size: device.size, usesColors: usesColors)
    let terminal = CursesTerminal(device: device, screen: screen, locale: locale, type: type, loop: loop)
    let isStarted = loop.start(
      interest: { [weak terminal] in
        terminal?.assumeIsolated { $0.interest } ?? TerminalLoop.Interest(wantsSignals: false)
      },
      ready: { [weak terminal] readiness in terminal?.assumeIsolated { $0.handle(readiness) } })
    guard isStarted else { throw .system(call: "pthread_create", code: EAGAIN) }
    return terminal
  }

  private func begin(reportsMouse: Bool) throws(TerminalError) {
    _ = mouse.want(reportsMouse)
    updateRestore()
    terminal_guard_install()
    terminal_guard_adopt_thread()
    switch terminal_guard_enter() {
    case 0: break
    case ECANCELED: throw .interrupted
    case let code: throw .system(call: "tcsetattr", code: code)
    }
    terminal_guard_keep_stderr()
    phase = .on
    let entering = screen.entering()
    send(title.saving(entering: entering) + entering + mouse.entering)
  }

  private static func exchange(_ value: inout Bool, _ new: Bool) -> Bool {
    defer { value = new }
    return value
  }
}
