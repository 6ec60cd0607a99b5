import BundledThemes
import Dashboard
import TOML
import TerminalUI

extension FuzzTarget {
  /// A theme is refused with a place and a reason that can be printed, or gives every role a look.
  func checkTheme(_ input: [UInt8]) {
    var catalog = ThemeCatalog(
      bundled: BundledThemes.all.map { ThemeSource(file: $0.file, bytes: $0.bytes) },
      user: [ThemeSource(file: "/home/me/mine.toml", bytes: input)])
    do throws(ThemeError) {
      let theme = try catalog.theme(named: "mine")
      for depth in ColorDepth.allCases {
        let look = theme.look(depth: depth)
        for role in Role.allCases { _ = look[role] }
      }
    } catch {
      let lines = input.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "\n") }.count
      checkMistake(error, file: "/home/me/mine.toml", lines: lines)
    }
  }
}
