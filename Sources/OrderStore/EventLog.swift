import DequeModule
import EventStream
import OrderProtocol
import SavedState

/// The newest entries of the log, bounded in number and in size.
struct EventLog: Equatable, Sendable {
  /// How many entries are kept.
  static let limit = SavedLogEntry.limit

  private var entries: Deque<LogEntry> = []
  /// Counts all entries since the state began.
  private var nextNumber = 0
  /// From this number on entries are new or were repeated since they were last taken to be saved.
  private var firstUnsaved = 0

  init() {}

  var count: Int { entries.count }

  /// Adds an entry; the same again, as the newest, is counted instead.
  ///
  /// - Returns: whether it is an entry of its own.
  @discardableResult
  mutating func append(_ subject: LogSubject, at: Timestamp) -> Bool {
    let subject = subject.capped
    if let newest = entries.last, newest.subject.isSame(as: subject) {
      entries[entries.count - 1].count += 1
      entries[entries.count - 1].at = at
      firstUnsaved = min(firstUnsaved, newest.number)
      return false
    }
    if entries.count == Self.limit { entries.removeFirst() }
    entries.append(LogEntry(number: nextNumber, at: at, subject: subject))
    nextNumber += 1
    return true
  }

  /// The entries from the `offset`th newest backwards, at most `count` of them, the newest last.
  ///
  /// - Parameter found: the number of the entry that a search has led to.
  func rows(_ count: Int, offset: Int, found: Int? = nil) -> [LogRow] {
    let end = max(0, entries.count - max(0, offset))
    return entries[max(0, end - max(0, count))..<end].map { entry in
      var row = entry.row
      row.isFound = entry.number == found
      return row
    }
  }

  /// Where the entry of that number is, counted from the oldest; `nil` when it is no longer there.
  func index(of number: Int) -> Int? {
    guard let first = entries.first?.number, number >= first, number - first < entries.count else { return nil }
    return number - first
  }

  func number(at index: Int) -> Int? { entries.indices.contains(index) ? entries[index].number : nil }

  /// Whether a text occurs in what an entry says.
  func mentions(_ text: FoldedText, at index: Int) -> Bool {
    guard entries.indices.contains(index) else { return false }
    let row = entries[index].row
    return text.occurs(in: row.title) || text.occurs(in: row.text)
  }

  /// The newest entry of at least that level, among the newest 100.
  func newest(_ level: LogLevel) -> LogRow? {
    entries.suffix(100).last { $0.subject.level >= level }?.row
  }
}

extension EventLog {
  /// No entry has a larger number; one more can always be counted.
  private static let largestNumber = 1 << 53

  /// The newest of saved entries.
  init(_ saved: [SavedLogEntry]) {
    for entry in saved.suffix(Self.limit) where (nextNumber..<Self.largestNumber).contains(entry.number) {
      entries.append(LogEntry(entry))
      nextNumber = entry.number + 1
    }
    firstUnsaved = nextNumber
  }

  /// Hands out the entries that are new or were repeated since the last call, or all there are.
  mutating func takeUnsaved(all: Bool) -> [SavedLogEntry] {
    let first = all ? 0 : firstUnsaved
    firstUnsaved = nextNumber
    return entries.reversed().prefix { $0.number >= first }.reversed().map(\.saved)
  }
}

extension LogSubject {
  /// The same with its texts cut to what an entry may hold: an entry must not keep a megabyte of hostile text alive.
  var capped: LogSubject {
    switch self {
    case .fault(var fault):
      fault.code = fault.code.capped
      fault.message = fault.message.capped
      return .fault(fault)
    case .malformed(let type, let problem): return .malformed(type: type.capped, problem: problem.capped)
    case .unknownType(let type): return .unknownType(type.capped)
    case .oversized(let type): return .oversized(type: type.capped)
    case .opened(let id): return .opened(streamID: id?.capped)
    case .lost(let reason): return .lost(reason: reason.capped)
    case .shipped(let id, let carrier, let number):
      return .shipped(OrderID(id.rawValue.capped), carrier: carrier?.capped, trackingNumber: number?.capped)
    case .cancelled(let id, let reason): return .cancelled(OrderID(id.rawValue.capped), reason: reason?.capped)
    case .lateItem(let id, let name): return .lateItem(OrderID(id.rawValue.capped), name: name.capped)
    case .disconnecting(let reason, let after, let message):
      return .disconnecting(reason: reason?.capped, reconnectAfter: after, message: message?.capped)
    case .gap(let gap): return .gap(gap.capped)
    case .ended(.unrecoverableError(let code, let message)):
      return .ended(.unrecoverableError(code: code.capped, message: message.capped))
    case .ended(.wrongContentType(let type)): return .ended(.wrongContentType(type.capped))
    case .remembered(let level, let title, let text):
      return .remembered(level, title: title.capped, text: text.capped)
    case .savingFailed(let reason): return .savingFailed(reason: reason.capped)
    case .clock, .filtered, .ended, .stale, .offline, .replayStarted, .replayCompleted, .restarted, .warned,
      .savingResumed:
      return self
    }
  }
}

extension Gap {
  var capped: Gap {
    Gap(
      at: at, reason: reason.capped, requestedID: requestedID?.capped, oldestAvailable: oldestAvailable?.capped,
      trustedUntil: trustedUntil)
  }
}

extension String {
  /// At most what a log entry shows, whatever the length of one character.
  var capped: String {
    guard utf8.count > LogEntry.textLimit * 4 else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(LogEntry.textLimit)))
  }
}
