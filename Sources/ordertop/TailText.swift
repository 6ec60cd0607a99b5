import EventStream
import OrderProtocol
import OrderStore
import TerminalUI

/// `tail --format text`: one sanitised line per event: time, id, type, the order and what changed.
enum TailText {
  /// Longest line, in cells: an event may be megabytes, a line is to be read.
  static let limit = 1000

  static func line(_ event: ServerSentEvent, at time: Timestamp, charset: Charset) -> TerminalText {
    let decoded = DecodedEvent(event)
    var parts = [time.timeOfDay.description, event.lastEventID.isEmpty ? "-" : event.lastEventID, event.type]
    parts += decoded.event.map(words) ?? []
    if let problem = decoded.problem { parts.append("! \(problem)") }
    return forTerminal(parts.joined(separator: " "), maxCells: limit, charset: charset)
  }

  private static func words(_ event: OrderEvent) -> [String] {
    switch event {
    case .created(let patch), .updated(let patch), .submitted(let patch), .shipped(let patch), .cancelled(let patch):
      [patch.orderID.rawValue] + changes(patch)
    case .itemAdded(let id, let item, _):
      [id.rawValue, "+ \(item.name ?? item.itemID)"] + quantity(item)
    case .itemRemoved(let id, let itemID, _): [id.rawValue, "- \(itemID)"]
    case .connected(let streamID, _, let filters, let isReplayUnavailable):
      [streamID].compactMap { $0 } + filters.map { "\($0.name)=\($0.json)" }
        + (isReplayUnavailable ? ["replay unavailable"] : [])
    case .heartbeat(let timestamp, let age):
      [timestamp?.iso8601, age.map { "connected for \($0.inWords)" }].compactMap { $0 }
    case .replayStarted(let missed, let from):
      [missed.map { "\($0) missed events" }, from.map { "from \($0)" }].compactMap { $0 }
    case .replayCompleted(let replayed, _): replayed.map { ["\($0) replayed events"] } ?? []
    case .replayFailed(let reason, let oldest, let requested):
      [reason, requested.map { "asked for \($0)" }, oldest.map { "oldest is \($0)" }].compactMap { $0 }
    case .fault(let fault):
      [fault.code, fault.message, fault.isRecoverable ? "(recoverable)" : "(final)"]
        + (fault.retryAfter.map { ["retry in \($0.inWords)"] } ?? [])
    case .disconnecting(let reason, let after, let message):
      [reason, message, after.map { "back in \($0.inWords)" }].compactMap { $0 }
    case .unknown: []
    }
  }

  private static func changes(_ patch: OrderPatch) -> [String] {
    let fields: [(String, String?)] = [
      ("status", patch.status?.word), ("customer", patch.customerID),
      ("items", patch.items.map { "\($0.count)" } ?? patch.itemCount.map { "\($0)" }),
      ("total", patch.total?.description), ("submitted", patch.submittedAt?.iso8601),
      ("where", patch.assignedTo), ("carrier", patch.carrier), ("tracking", patch.trackingNumber),
      ("reason", patch.cancellationReason),
    ]
    return fields.compactMap { name, value in value.map { "\(name)=\($0)" } }
      + patch.unknown.map { "\($0.name)=\($0.json)" }
  }

  private static func quantity(_ item: OrderItem) -> [String] {
    [item.quantity.map { "x\($0)" }, item.price.map { "at \($0)" }].compactMap { $0 }
  }
}
