import Glibc

/// The character encoding that the environment asks for.
package struct TerminalLocale: Hashable, Sendable {
  /// Of the category `LC_CTYPE`: `C.UTF-8`.
  package let name: String
  /// Otherwise only ASCII can be shown.
  package let isUTF8: Bool
  /// Chosen by us: the environment names no locale (SSH without a forwarded `LANG`), or a UTF-8 one that is not
  /// installed.
  package let isFallback: Bool

  /// Sets the process's `LC_CTYPE`, which ncurses and `wcwidth` go by. Nothing else of the locale is touched.
  package static func adopted() -> TerminalLocale {
    let asked = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty }
    var isFallback = false
    if setlocale(LC_CTYPE, "") == nil || asked == nil {
      let wantsUTF8 =
        asked.map { ["utf-8", "utf8"].contains($0.lowercased().split(separator: ".").last ?? "") } ?? true
      isFallback = wantsUTF8 && setlocale(LC_CTYPE, "C.UTF-8") != nil
    }
    let name = setlocale(LC_CTYPE, nil).map { String(cString: $0) } ?? "C"
    let encoding = nl_langinfo(Int32(CODESET)).map { String(cString: $0) }
    return TerminalLocale(name: name, isUTF8: encoding == "UTF-8", isFallback: isFallback)
  }
}

/// A variable of the environment.
func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
