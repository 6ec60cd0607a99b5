package import Glibc

/// A terminal without glass: a program runs in it as in a window, the test types, looks at the bytes, resizes, and
/// closes the window.
///
/// Output is read only while the test waits for it: until then the program's writes fill the terminal's buffer.
package actor PseudoTerminal {
  /// The test's side; -1: the window is closed.
  var window: Int32
  /// The program's side, kept open so that settings and late output can be read after its end; -1 once the window is
  /// closed.
  private(set) var line: Int32
  let linePath: String
  /// Bytes that came and were not yet waited for.
  var unread: [UInt8] = []
  /// Everything that came.
  package internal(set) var transcript: [UInt8] = []
  /// The pipe behind the program's descriptor 3, and lines of it not yet waited for.
  var reports: Int32 = -1
  var unreadReports: [UInt8] = []
  /// The program that was started, which leads a session.
  package internal(set) var program: pid_t?
  var ending: Ending?

  /// How a program ended.
  package enum Ending: Equatable, Sendable {
    case exited(Int32)
    /// By this signal.
    case killed(Int32)
  }

  package enum Failure: Error, CustomStringConvertible {
    case system(String, Int32)
    case timedOut(waitingFor: String, got: String)

    package var description: String {
      switch self {
      case .system(let call, let code): "\(call) failed: \(code)"
      case .timedOut(let wanted, let got): "waited in vain for \(wanted.debugDescription); got \(got.debugDescription)"
      }
    }
  }

  package init(columns: Int = 80, rows: Int = 24) throws(Failure) {
    window = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard window >= 0 else { throw .system("open /dev/ptmx", errno) }
    // TIOCSPTLCK and TIOCGPTN of linux: <sys/ioctl.h> shows them to C alone.
    var lock: Int32 = 0
    var number: UInt32 = 0
    guard ioctl(window, 0x4004_5431, &lock) == 0, ioctl(window, 0x8004_5430, &number) == 0 else {
      throw .system("ioctl", errno)
    }
    linePath = "/dev/pts/\(number)"
    line = open(linePath, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard line >= 0 else { throw .system("open \(linePath)", errno) }
    Self.setSize(of: window, columns, rows)
  }

  deinit {
    if let program, ending == nil {
      kill(-program, SIGKILL)
      kill(program, SIGKILL)
      waitpid(program, nil, 0)
    }
    for descriptor in [window, line, reports] where descriptor >= 0 { close(descriptor) }
  }

  /// Types text, escape sequences included.
  package func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(window, bytes, bytes.count)
  }

  /// Gives the window another size, which the program is told by SIGWINCH.
  package func resize(columns: Int, rows: Int) { Self.setSize(of: window, columns, rows) }

  /// Closes the window, as its close button does.
  package func closeWindow() {
    close(window)
    window = -1
    close(line)
    // Its number may soon be that of another descriptor.
    line = -1
  }

  /// The settings of the line, as `stty -a` shows them, in an order of their own: equal means unchanged.
  package var settings: [UInt32] {
    var settings = termios()
    guard tcgetattr(line, &settings) == 0 else { return [] }
    let characters = withUnsafeBytes(of: settings.c_cc) { $0.map(UInt32.init) }
    return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag] + characters
  }

  private static func setSize(of descriptor: Int32, _ columns: Int, _ rows: Int) {
    var size = winsize(
      ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }
}
