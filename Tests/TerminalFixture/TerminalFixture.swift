import CursesTerminal
import Glibc
import TerminalUI

/// A small program on a screen, for tests in a real terminal: each key is a deed. What it saw it reports line by line on
/// descriptor 3, if that is open.
@main
struct TerminalFixture {
  static func main() async {
    // It crashes by profession.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    if CommandLine.arguments.last == "signals" { await reportSignals() }
    if CommandLine.arguments.last == "twice", let first = try? await CursesTerminal.open() {
      report("second: \(await refusal())")
      await first.close()
      await first.close()
    }
    let terminal: CursesTerminal
    do {
      terminal = try await CursesTerminal.open(reportsMouse: true)
    } catch {
      print(error)
      exit(64)
    }
    report("open \(terminal.size.columns)x\(terminal.size.rows) \(terminal.colors) \(terminal.locale)")
    var deeds = Deeds(terminal: terminal)
    await deeds.draw()
    for await input in terminal.inputs {
      report("\(input)")
      guard await deeds.react(to: input) else { break }
    }
    await terminal.close()
    report("closed")
    print("after the screen")
  }

  private static func refusal() async -> String {
    do {
      await (try CursesTerminal.open()).close()
      return "none"
    } catch { return "\(error)" }
  }

  /// What a program without a screen does.
  private static func reportSignals() async -> Never {
    let signals = TerminalSignal.received()
    report("listening")
    for await signal in signals { report("\(signal)") }
    exit(1)
  }

  static func report(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(3, bytes, bytes.count)
  }
}
