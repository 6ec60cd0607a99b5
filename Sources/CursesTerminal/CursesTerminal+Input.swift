import CTerminalGuard
import Glibc
import TerminalUI

extension CursesTerminal {
  /// A burst of resizes within this time is one.
  private static let resizePause = Duration.milliseconds(40)

  /// The parts of a sequence come within this time, or do not belong together.
  private static let sequencePause = Duration.milliseconds(100)

  /// What the loop is to wait for.
  var interest: TerminalLoop.Interest {
    var interest = TerminalLoop.Interest(wantsSignals: phase != .closed)
    guard phase == .on else { return interest }
    interest.terminal = device.descriptor
    interest.wantsKeys = device.hasKeyboard
    interest.wantsToWrite = outbox.isBusy
    let pauses = [
      resizeDue.map { $0 - .now }, reminder.map { $0.due - .now }, inbox.hasUndelivered ? .milliseconds(100) : nil,
    ]
    if let left = pauses.compactMap({ $0 }).min()?.components {
      interest.timeout = Int32(clamping: max(0, left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1))
    }
    return interest
  }

  /// Reports that a period has passed, if it has; missed ones are not made up for.
  private func remindIfDue() {
    guard let (due, period) = reminder, due <= .now else { return }
    let missed = Int((.now - due) / period)
    reminder?.due = due + period * (missed + 1)
    inbox.deliver(.reminder)
  }

  /// Handles what the loop saw.
  func handle(_ readiness: TerminalLoop.Readiness) {
    inbox.retry()
    for number in readiness.signals { handle(signal: number) }
    remindIfDue()
    if let due = resizeDue, due <= .now {
      resizeDue = nil
      if phase == .on, let size = adoptSize() { inbox.deliver(.resized(size)) }
    }
    if phase == .on, readiness.hasKeys { readKeys() }
    if phase == .on, readiness.isHungUp { hangUp() }
    if phase == .on, readiness.isWritable {
      if !outbox.flush() { hangUp() }
      presentWaiting()
    }
  }

  private func handle(signal number: Int32) {
    if let signal = TerminalSignal(number: number) { return inbox.deliver(.signal(signal)) }
    guard phase == .on else { return }
    switch number {
    case SIGWINCH: resizeDue = resizeDue ?? .now + Self.resizePause
    case SIGTSTP: suspend()
    case SIGCONT: comeBack()
    default: break
    }
  }

  private func readKeys() {
    if lastKeys + Self.sequencePause < .now { decoder.reset() }
    lastKeys = .now
    // Bounded, so that a pasted megabyte leaves room for frames.
    for _ in 0..<256 {
      guard let reading = screen.readKey() else {
        switch device.readByte() {
        case .byte(let byte):
          screen.unread(byte)
          continue
        case .empty: break
        case .gone: hangUp()
        }
        break
      }
      for input in decoder.decode(reading) { inbox.deliver(input) }
    }
    for input in decoder.finish() { inbox.deliver(input) }
  }

  /// Leaves the screen and stops the process, as Ctrl-Z does; comes back when it is continued in the foreground.
  package func suspend() {
    guard phase == .on else { return }
    screen.leave()
    outbox.discard()
    terminal_guard_leave()
    phase = .off
    terminal_guard_stop()
    comeBack()
  }

  /// Enters the screen again and draws it.
  private func comeBack() {
    let wasOn = phase == .on
    if wasOn { screen.leave() }
    let code = terminal_guard_enter()
    // Those that brought us here are done with.
    let signals = signalNumbers(from: terminal_guard_signal_pipe()).filter { $0 != SIGCONT && $0 != SIGTSTP }
    if code == 0 {
      phase = .on
      // After a stop without warning the screen is still ours; left and entered, it saves the title only once.
      let leaving = wasOn ? outbox.discard() + leaving : []
      let size = adoptSize()
      let entering = screen.entering()
      send(
        leaving + title.saving(entering: entering) + entering + mouse.entering + title.repeating(isUTF8: isUTF8))
      presentWaiting()
      inbox.deliver(.resumed)
      if let size { inbox.deliver(.resized(size)) }
    } else if code != ECANCELED {
      hangUp()
    }
    for number in signals { handle(signal: number) }
  }
}
