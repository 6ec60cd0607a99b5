import EventStream
import OrderProtocol
import SavedState
import TerminalUI

/// One event of an order in a few words: what kind it is, and what it changed.
struct TimelineText {
  /// Larger payloads are not read: each frame would have to.
  static let sizeLimit = 64 * 1024
  /// No single value is longer, in cells.
  private static let widest = 60

  private(set) var spans: [Span] = []

  /// - Parameters:
  ///   - lateItems: ids of items that were added after the order was submitted.
  ///   - isShort: leave out what can be guessed.
  init(_ record: JournalRecord, lateItems: Set<String>, isShort: Bool = false) {
    guard record.data.utf8.count <= Self.sizeLimit else {
      spans = [
        Span(Self.safe(record.type), .text), Span(" of \(record.data.utf8.count / 1024) KiB, not read", .dim),
      ]
      return
    }
    let decoded = DecodedEvent(
      ServerSentEvent(lastEventID: record.eventID, type: record.type, data: record.data))
    switch decoded.event {
    case .created(let patch):
      add("created", .statusCreated, [patch.status == .created ? nil : status(patch)] + fields(patch))
    case .updated(let patch): addUpdate([status(patch)] + fields(patch), isShort: isShort)
    case .submitted(let patch):
      add("submitted", .statusPending, [patch.status == .pending ? nil : status(patch)] + fields(patch))
    case .shipped(let patch):
      add("shipped", .statusShipped, [patch.status == .shipped ? nil : status(patch)] + fields(patch))
    case .cancelled(let patch):
      add("cancelled", .statusCancelled, [patch.status == .cancelled ? nil : status(patch)] + fields(patch))
    case .itemAdded(_, let item, _):
      let words = Self.words(item, isShort: isShort)
      let isLate = lateItems.contains(item.itemID)
      spans = [Span("+ \(words)", isLate ? .notice : .text)]
      if isLate, !isShort { spans.append(Span(" after it was submitted", .notice)) }
    case .itemRemoved(_, let itemID, _): spans = [Span("- \(Self.safe(itemID))", .text)]
    default: spans = [Span(Self.safe(record.type), .text)]
    }
    if let time = record.eventTime, time.isFar(from: record.receivedAt) {
      spans.append(Span(" (\(time.mediumClockText(today: record.receivedAt)))", .dim))
    }
    if let problem = decoded.problem { spans.append(Span(" ! \(Self.safe(problem))", .logWarning)) }
  }

  private mutating func add(_ word: String, _ role: Role, _ changes: [Span?]) {
    spans = [Span(word, role)]
    for (index, change) in changes.compactMap(\.self).enumerated() {
      spans.append(Span(index == 0 ? " " : ", ", .dim))
      spans.append(change)
    }
  }

  private mutating func addUpdate(_ changes: [Span?], isShort: Bool) {
    add("updated", .text, changes)
    if isShort, spans.count > 2 { spans.removeFirst(2) }
  }

  private func status(_ patch: OrderPatch) -> Span? {
    patch.status.map { Span(Self.safe($0.word), $0.role) }
  }

  private func fields(_ patch: OrderPatch) -> [Span?] {
    let tracking = [patch.carrier, patch.trackingNumber].compactMap(\.self).joined(separator: " ")
    let count = patch.itemCount ?? patch.items.map(\.count)
    let items = patch.items?.count == 1 ? patch.items?.first.map { Self.words($0) } : nil
    let texts: [String?] = [
      tracking.isEmpty ? nil : tracking, patch.cancellationReason, patch.assignedTo,
      items ?? count.flatMap { $0 == 0 ? nil : "\($0) item\($0 == 1 ? "" : "s")" },
      patch.total.map { "total \($0)" }, patch.customerID,
    ]
    let unknown = patch.unknown.map { "\(Self.safe($0.name)) \(Self.safe($0.json))" }
    return (texts + unknown).map { text in text.map { Span(Self.safe($0), .text) } }
  }

  /// `Widget × 2 at 25.99`, as far as it is known.
  private static func words(_ item: OrderItem, isShort: Bool = false) -> String {
    let quantity = item.quantity.map { " × \($0)" } ?? ""
    let price = isShort ? "" : item.price.map { " at \($0)" } ?? ""
    return "\(safe(item.name ?? item.itemID))\(quantity)\(price)"
  }

  private static func safe(_ text: String) -> String { forTerminal(text, maxCells: widest).text }
}

extension Timestamp {
  /// Far enough for the reader to be told: an event that was replayed long after it happened.
  fileprivate func isFar(from other: Timestamp) -> Bool {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(other.milliseconds)
    return overflow || difference.magnitude >= 60_000
  }
}
