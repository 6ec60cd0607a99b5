import CTerminalGuard
import Glibc
import Synchronization
package import TerminalUI

/// The terminal, as a screen: shows surfaces, reports keys, the mouse, resizes and signals, and gives itself back however the
/// program ends (by ``close()``, `exit`, a signal, a crash).
///
/// Runs on a thread of its own, which also waits for the keyboard: a terminal that nobody reads holds up nobody else.
package actor CursesTerminal {
  /// Keys, clicks, resizes, signals; ends with ``close()``. For one reader. Keys and clicks that nobody reads are dropped
  /// beyond 1024, anything else is not.
  package nonisolated let inputs: AsyncStream<TerminalInput>
  /// Colours of the palette: 0 where it has none or they are not used, 8, 16, 88 or 256.
  package nonisolated let colors: Int
  /// The character encoding of the environment, or the one taken for lack of it.
  package nonisolated let locale: TerminalLocale

  let device: TerminalDevice
  let screen: CursesScreen
  let outbox: Outbox
  var inbox: Inbox
  var title: TerminalTitle
  var mouse: TerminalMouse
  let clipboard: TerminalClipboard
  var decoder: KeyDecoder
  var lastKeys = ContinuousClock.now
  var phase = Phase.off
  var resizeDue: ContinuousClock.Instant?
  /// When the next reminder is due, and how long after it the one after that.
  var reminder: (due: ContinuousClock.Instant, period: Duration)?
  /// What the window shows.
  private var shown: Surface?
  /// The newest frame that came while an older one was on its way.
  private var waiting: Frame?
  private nonisolated let loop: TerminalLoop
  private nonisolated let currentSize: Mutex<Size>

  enum Phase { case off, on, hungUp, closed }

  private struct Frame {
    var surface: Surface
    var title: TerminalText?
  }

  package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

  /// The window's size, in cells: what the next surface should have.
  package nonisolated var size: Size { currentSize.withLock { $0 } }

  /// How often write(2) was called to draw.
  package var writes: Int { outbox.writes }

  /// Whether the terminal takes UTF-8; otherwise only ASCII is to be drawn.
  package nonisolated var isUTF8: Bool { locale.isUTF8 }

  init(device: TerminalDevice, screen: sending CursesScreen, locale: TerminalLocale, type: String, loop: TerminalLoop) {
    let (stream, continuation) = AsyncStream.makeStream(of: TerminalInput.self, bufferingPolicy: .bufferingOldest(1024))
    inputs = stream
    colors = screen.colors
    self.locale = locale
    self.device = device
    currentSize = Mutex(screen.size)
    self.screen = screen
    outbox = Outbox()
    inbox = Inbox(continuation)
    title = TerminalTitle(terminalType: type)
    mouse = TerminalMouse(terminalType: type)
    clipboard = TerminalClipboard(terminalType: type)
    decoder = KeyDecoder(isUTF8: locale.isUTF8)
    self.loop = loop
  }

  deinit { loop.stop() }

  /// Shows the surface, whose size should be ``size``: cells beyond the window are left out. Sends what differs from
  /// the surface before, in one write, and nothing where nothing does. While the terminal is still busy with an older
  /// one, only the newest is kept and shown afterwards.
  ///
  /// - Parameters:
  ///   - title: what the window's title becomes, on terminals that have one.
  ///   - bell: rings it once.
  package func present(_ surface: Surface, title: TerminalText? = nil, bell: Bool = false) {
    if bell { outbox.ringBell() }
    guard phase == .on, !outbox.isBusy else {
      waiting = Frame(surface: surface, title: title ?? waiting?.title)
      return
    }
    waiting = nil
    var bytes = screen.frame(surface, after: shown)
    shown = surface
    if let title { bytes += self.title.changing(to: title, isUTF8: isUTF8) }
    send(bytes)
  }

  /// From now on reports ``TerminalInput/reminder`` once in every period. The thread that waits for keys looks at the
  /// clock as well: that costs no timer and no other thread.
  ///
  /// - Parameters:
  ///   - period: a millisecond at the least.
  ///   - delay: from now to the first.
  package func remind(every period: Duration, after delay: Duration) {
    reminder = (.now + delay, max(period, .milliseconds(1)))
  }

  /// Clears the window and draws everything anew: whatever else wrote to it is gone (Ctrl-L).
  package func redraw() {
    guard phase == .on else { return }
    screen.invalidate()
    send(
      screen.frame(shown ?? Surface(size: screen.size), after: shown) + title.repeating(isUTF8: isUTF8)
        + mouse.setting)
  }

  /// Leaves the screen and restores the terminal's settings; then prints what was written to stderr meanwhile. Does
  /// nothing the second time.
  package func close() {
    guard phase != .closed else { return }
    if phase == .on { screen.leave() }
    phase = .closed
    terminal_guard_leave()
    terminal_guard_release_stderr()
    device.close()
    screen.close()
    inbox.finish()
    Self.release()
  }

  /// Sends bytes after all that went before; what the terminal does not take yet goes later.
  func send(_ bytes: [UInt8]) {
    terminal_guard_trim_stderr()
    if !outbox.send(bytes) { hangUp() }
  }

  /// Shows the frame that had to wait, if the way is free.
  func presentWaiting() {
    if phase == .on, !outbox.isBusy, let frame = waiting { present(frame.surface, title: frame.title) }
  }

  /// The terminal is gone.
  func hangUp() {
    guard phase == .on || phase == .off else { return }
    phase = .hungUp
    terminal_guard_leave()
    inbox.deliver(.hungUp)
  }

  /// Adopts the window's size. Returns it if it is a new one.
  func adoptSize() -> Size? {
    guard let size = device.size, size != screen.size else { return nil }
    screen.resize(to: size)
    shown = nil
    updateRestore()
    currentSize.withLock { $0 = screen.size }
    return screen.size
  }

  /// Tells the guard how to leave a window of this size.
  func updateRestore() {
    let bytes = leaving
    _ = terminal_guard_set_restore(device.descriptor, bytes, bytes.count, isUTF8)
  }

  /// What leaves the screen and restores mouse and title.
  var leaving: [UInt8] { mouse.leaving + screen.leaving + title.restoring(leaving: screen.leaving) }
}
