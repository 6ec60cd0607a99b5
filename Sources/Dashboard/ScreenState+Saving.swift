import OrderProtocol
import OrderStore
import TerminalUI

extension ScreenState {
  /// The board is one that was saved, and the stream has not caught up with it.
  mutating func addRestored(asOf time: Timestamp, now: Timestamp) {
    let clock = time.clockText(today: now)
    let short = "AS OF \(time.shortClockText(today: now))"
    // Where all else has to go, one word of distrust is enough.
    let isDistrusted = !Self.finalWords.isDisjoint(with: words)
    let age = time.agoText(at: now).map { [("AS OF \(clock) (\($0))", 57)] } ?? []
    add(
      short, .stateRestored,
      age + [("AS OF \(time.mediumClockText(today: now))", 62), (short, 88), ("OLD", 0)], rank: isDistrusted ? 2 : 0)
  }

  private static let finalWords: Set = ["STALE", "OFFLINE", "STOPPED"]

  /// What happens now would be lost with the program.
  mutating func addUnsaved(reason: String) {
    // The log has the whole sentence; here there is room for the cause, not for the path before it.
    let cause = reason.hasPrefix("/") ? reason.split(separator: ": ").last.map(String.init) ?? reason : reason
    let reasons =
      cause.isEmpty ? [] : [(48, 39), (24, 44)].map { ("NOT SAVED: \(forTerminal(cause, maxCells: $0).text)", $1) }
    add("NOT SAVED", .stateUnsaved, reasons + [("NOT SAVED", 83), ("UNSAVED", 93), ("NSV", 0)], rank: 3)
  }
}
