import EventStream
import OrderProtocol
import SavedState

/// What a log entry tells, as values: the sentence is made when somebody looks at it.
enum LogSubject: Equatable, Sendable {
  case opened(streamID: String?)
  case filtered(by: String)
  case lost(reason: String)
  case stale(after: Duration)
  case offline(attempts: Int)
  case ended(StreamEnd)
  case disconnecting(reason: String?, reconnectAfter: Duration?, message: String?)
  case fault(StreamFault)
  case malformed(type: String, problem: String)
  case unknownType(String)
  case oversized(type: String)
  case replayStarted(missed: Int?)
  case replayCompleted(replayed: Int)
  case gap(Gap)
  case shipped(OrderID, carrier: String?, trackingNumber: String?)
  case cancelled(OrderID, reason: String?)
  case lateItem(OrderID, name: String)
  /// Our wall clock minus the server's.
  case clock(Duration)
  case restarted
  case warned(title: String, text: String)
  case savingFailed(reason: String)
  case savingResumed
  /// A line of the saved state, in the words of then.
  case remembered(LogLevel, title: String, text: String)
}

/// One entry of the log: what happened, when, and how often in a row.
struct LogEntry: Equatable, Sendable {
  /// Its place among all entries since the state began.
  var number: Int
  var at: Timestamp
  var subject: LogSubject
  var count = 1
}

extension LogSubject {
  var level: LogLevel {
    switch self {
    case .opened, .filtered, .replayStarted, .replayCompleted, .unknownType, .restarted, .savingResumed: .info
    case .shipped, .disconnecting: .notice
    case .cancelled, .lateItem, .malformed, .oversized, .lost, .warned, .clock: .warning
    case .fault(let fault): fault.isRecoverable ? .warning : .error
    case .stale, .offline, .gap, .savingFailed: .error
    case .remembered(let level, _, _): level
    case .ended(let end): end == .stopped || end == .endOfRecording || end == .noContent ? .notice : .error
    }
  }

  /// What somebody is to be called to the screen for; `nil`: nothing.
  var event: AlarmSettings.Event? {
    switch self {
    case .offline, .stale: .stale
    case .gap: .gap
    case .fault, .savingFailed: .error
    case .ended: level == .error ? .error : nil
    default: nil
    }
  }

  /// Whether it counts as an error of the stream.
  var isError: Bool {
    switch self {
    case .fault, .malformed, .oversized, .gap, .stale: true
    case .ended: level == .error
    default: false
    }
  }
}

extension LogEntry {
  /// Longest text of an entry, in characters.
  static let textLimit = 500

  /// The entry as a line to show.
  var row: LogRow {
    let (title, text) = subject.words
    return LogRow(
      at: at, level: subject.level, title: title.first(64), text: text.first(Self.textLimit), count: count)
  }
}

extension String {
  /// So many characters of it; to count them takes long, and a text has no more of them than bytes.
  fileprivate func first(_ count: Int) -> String { utf8.count <= count ? self : String(prefix(count)) }
}

extension LogEntry {
  /// The entry as a line that is saved.
  var saved: SavedLogEntry {
    let row = row
    return SavedLogEntry(
      number: number, at: at, level: row.level.rawValue, title: row.title, text: row.text, count: count)
  }

  /// A saved line. Levels that there are not count as the nearest.
  init(_ saved: SavedLogEntry) {
    let level = LogLevel(rawValue: min(max(LogLevel.info.rawValue, saved.level), LogLevel.error.rawValue)) ?? .info
    let subject = LogSubject.remembered(level, title: saved.title, text: saved.text).capped
    self.init(number: saved.number, at: saved.at, subject: subject, count: min(max(1, saved.count), Self.largestCount))
  }

  private static let largestCount = 1 << 53
}

extension LogSubject {
  /// Whether both tell the same; one that is remembered has nothing left but its words. No gap is another one again.
  func isSame(as other: LogSubject) -> Bool {
    guard case .remembered(let level, let title, let text) = self else { return self == other }
    if case .gap = other { return false }
    let row = LogEntry(number: 0, at: Timestamp(milliseconds: 0), subject: other).row
    return (level, title, text) == (row.level, row.title, row.text)
  }

  fileprivate var words: (title: String, text: String) {
    switch self {
    case .opened(let id): ("connected", id.map { "stream \($0)" } ?? "the stream is open")
    case .filtered(let filters):
      ("filters", filters.isEmpty ? "the server filters no more" : "the server filters by \(filters)")
    case .lost(let reason): ("connection lost", reason)
    case .stale(let after): ("stale", "nothing received for \(after.inWords)")
    case .offline(let attempts): ("offline", "\(attempts) attempts failed; still trying")
    case .ended(let end): ("stopped", end.sentence)
    case .disconnecting(let reason, let after, let message):
      (
        reason ?? "disconnecting",
        (message ?? "the server is about to leave") + (after.map { ", back in \($0.inWords)" } ?? "")
      )
    case .fault(let fault):
      (
        fault.code.isEmpty ? "error" : fault.code,
        fault.message + (fault.isRecoverable ? "" : " (final)")
          + (fault.retryAfter.map { " (retry in \($0.inWords))" } ?? "")
      )
    case .malformed(let type, let problem): ("malformed", "\(type): \(problem)")
    case .unknownType(let type): ("unknown event", "\(type) is not in the protocol; kept out of the board")
    case .oversized(let type): ("oversized", "\(type) was over the size limit and skipped")
    case .replayStarted(let missed): ("replay", missed.map { "catching up on \($0) missed events" } ?? "catching up")
    case .replayCompleted(let count): ("replay", "caught up: \(count) events replayed")
    case .gap(let gap): ("gap", gap.sentence)
    case .shipped(let id, let carrier, let number):
      ("shipped", [id.rawValue, carrier, number].compactMap { $0 }.joined(separator: " "))
    case .cancelled(let id, let reason): ("cancelled", id.rawValue + (reason.map { ": \($0)" } ?? ""))
    case .lateItem(let id, let name): ("item added", "\(id.rawValue): \(name) came after it was submitted")
    case .clock(let lag):
      (
        "clock",
        lag < .zero
          ? "this clock is \((.zero - lag).inWords) behind the server's: ages are short by as much"
          : "the server's time is \(lag.inWords) behind this clock: ages may be long by as much"
      )
    case .restarted: ("demo", "the recording starts again")
    case .warned(let title, let text): (title, text)
    case .savingFailed(let reason): ("not saved", reason)
    case .savingResumed: ("saving", "everything is saved again")
    case .remembered(_, let title, let text): (title, text)
    }
  }
}

extension Gap {
  /// What is missing, in one sentence.
  package var sentence: String {
    var parts = [reason]
    if let requestedID { parts.append("asked for id \(requestedID)") }
    if let oldestAvailable { parts.append("oldest kept is \(oldestAvailable)") }
    return parts.joined(separator: ", ")
  }
}

extension Duration {
  /// A round number with its unit, e.g. `30 s` or `2 min`.
  package var inWords: String {
    let (seconds, attoseconds) = components
    if seconds == 0, attoseconds != 0 { return "\(attoseconds / 1_000_000_000_000_000) ms" }
    if seconds < 120 { return "\(seconds) s" }
    return seconds < 7200 ? "\(seconds / 60) min" : "\(seconds / 3600) h"
  }
}
