import OrderStore
import TerminalUI

/// Keys named in a text.
struct KeyText {
  private let keys: KeyTable
  private let isASCII: Bool

  init(_ keys: KeyTable, _ charset: Charset) {
    self.keys = keys
    isASCII = charset == .ascii
  }

  /// The name of the key for a command; `nil`: no key asks for it there.
  func name(_ command: Command, in context: KeyContext = .orders) -> String? {
    keys.key(for: command, in: context)?.name(ascii: isASCII)
  }

  /// The key and what it does, `r  reconnect now`; nothing where no key does it.
  func deed(_ command: Command, _ deed: String, in context: KeyContext = .orders) -> String {
    name(command, in: context).map { "\($0)  \(deed)" } ?? ""
  }
}
