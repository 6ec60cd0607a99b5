import CTerminalGuard
import Glibc

/// What a crash leaves behind for whoever looks afterwards: lines on standard error, and for a dashboard, whose window may
/// close with it, a file as well.
enum CrashReport {
  private static let fileName = "crash-report.txt"
  private static let toldName = "crash-report.told.txt"

  /// From now on a crash is reported on standard error.
  static func begin() {
    terminal_guard_set_crash_report("ordertop \(Ordertop.version)", nil)
    terminal_guard_install()
  }

  /// From now on a crash is reported in a file in that directory, too.
  ///
  /// - Returns: where the report is of a crash that nobody has been told of yet; `nil`: there was none.
  static func begin(in directory: String) -> String? {
    let (new, told) = ("\(directory)/\(fileName)", "\(directory)/\(toldName)")
    terminal_guard_set_crash_report("ordertop \(Ordertop.version)", new)
    return rename(new, told) == 0 ? told : nil
  }
}
