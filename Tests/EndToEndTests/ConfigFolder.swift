import Glibc
import TestSupport

/// A folder as `XDG_CONFIG_HOME` names it, with one for themes in it.
final class ConfigFolder: Sendable {
  private let root: TemporaryFolder
  let themes: TemporaryFolder

  init() throws {
    root = try TemporaryFolder()
    themes = try TemporaryFolder()
    mkdir(root.path("ordertop"), 0o700)
    symlink(themes.path("."), root.path("ordertop/themes"))
  }

  deinit {
    unlink(root.path("ordertop/themes"))
    rmdir(root.path("ordertop"))
  }

  var path: String { root.path("") }

  func write(_ text: String, to name: String) throws { try themes.write(text, to: name) }
}
