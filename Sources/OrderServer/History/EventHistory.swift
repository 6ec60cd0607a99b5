import DequeModule
import EventStream
import OrderProtocol

/// The last events that were published, numbered without holes, up to a limit.
///
/// An id on the wire is the name of the history and the number of an event, `k3f9x-17`: a server that starts with an
/// empty history takes another name, so that ids of an earlier life are never mistaken for its own. Number 0 is the place
/// before the first event.
///
/// An event belongs to the customer it names. One that names none belongs to the customer that was last named by an event
/// of the same order still in the history.
struct EventHistory: Sendable {
  /// What can be said about a position that a client sends.
  enum Resumption: Equatable {
    /// Everything after it is here.
    case possible(after: Int64)
    /// Events after it are gone already.
    case expired
    /// It was never given out, or by another history.
    case unknown
  }

  private struct Ownership {
    var customerID: [UInt8]
    /// How many events of the order the history holds.
    var events: Int
  }

  let name: String
  let limits: HistoryLimits
  /// The number of the newest event; 0 before the first one.
  private(set) var newest: Int64 = 0
  private var events: Deque<StoredEvent> = []
  private var cost = 0
  private var owners: [OrderID: Ownership] = [:]

  /// - Parameter name: letters and digits.
  init(name: String, limits: HistoryLimits) {
    self.name = name
    self.limits = limits
  }

  /// The number of the oldest event that is here; one more than ``newest`` when there is none.
  var oldest: Int64 { newest - Int64(events.count) + 1 }

  /// When the newest event was published.
  var newestTime: Timestamp? { events.last?.time }

  func id(of number: Int64) -> String { "\(name)-\(number)" }

  /// Encodes events as the next ones of this history, without adding them.
  ///
  /// - Throws: when a type cannot stand in a stream because it has a line end in it.
  func prepared(_ drafts: [EventDraft], at now: Timestamp) throws(EventStreamEncoder.Failure) -> [StoredEvent] {
    let time = newestTime.map { max($0, now) } ?? now
    var named: [OrderID: [UInt8]] = [:]
    var prepared: [StoredEvent] = []
    var offset = events.last?.endOffset ?? 0
    prepared.reserveCapacity(drafts.count)
    for draft in drafts {
      let number = newest + Int64(prepared.count) + 1
      let event = try StoredEvent(draft, number: number, id: id(of: number), at: time, after: offset) { subject in
        if let customer = subject.customer { named[subject.order] = customer }
        return named[subject.order] ?? owners[subject.order]?.customerID
      }
      offset = event.endOffset
      prepared.append(event)
    }
    return prepared
  }

  /// Adds the next event as a history file has it.
  mutating func restore(_ draft: EventDraft, at time: Timestamp, customerID: [UInt8]?) throws {
    let number = newest + 1
    let event = try StoredEvent(
      draft, number: number, id: id(of: number), at: time, after: events.last?.endOffset ?? 0,
      customerOf: { _ in customerID })
    append([event])
  }

  /// Begins after a number, where a history file does. Only for a history that holds nothing.
  mutating func begin(after number: Int64) {
    guard events.isEmpty else { return }
    newest = number
  }

  /// Adds the next events. What exceeds the limits goes, but never the newest event.
  ///
  /// - Parameter next: from ``prepared(_:at:)``, with nothing added since.
  mutating func append(_ next: [StoredEvent]) {
    for event in next {
      newest = event.number
      events.append(event)
      cost += event.cost
      guard let order = event.orderID, let customer = event.customerID else { continue }
      owners[order] = Ownership(customerID: customer, events: (owners[order]?.events ?? 0) + 1)
    }
    while events.count > 1, events.count > limits.events || cost > limits.bytes { removeOldest() }
  }

  private mutating func removeOldest() {
    guard let event = events.popFirst() else { return }
    cost -= event.cost
    guard event.customerID != nil, let order = event.orderID, let owner = owners[order] else { return }
    owners[order] = owner.events > 1 ? Ownership(customerID: owner.customerID, events: owner.events - 1) : nil
  }
}

extension EventHistory {
  /// Whether the stream can go on after an id that a client sends.
  func resumption(after id: String) -> Resumption {
    guard id.utf8.starts(with: "\(name)-".utf8), let number = Int64(id.dropFirst(name.count + 1)), number >= 0,
      number <= newest, id.utf8.elementsEqual(self.id(of: number).utf8)
    else { return .unknown }
    return number >= oldest - 1 ? .possible(after: number) : .expired
  }

  /// The number of the last event published at or before a time: everything after it was published later. Whether that
  /// is all: `false` when events after the time may be gone.
  func position(at time: Timestamp) -> (number: Int64, isComplete: Bool) {
    var low = 0
    var high = events.count
    while low < high {
      let middle = (low + high) / 2
      if events[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return (oldest - 1 + Int64(low), low > 0 || oldest == 1)
  }

  /// The events after a number that are still here, in order.
  func events(after number: Int64) -> Deque<StoredEvent>.SubSequence {
    let skipped = min(max(0, Int(clamping: number - oldest + 1)), events.count)
    return events[skipped...]
  }

  /// How many bytes the events after a number have on the wire.
  func bytes(after number: Int64) -> Int {
    let events = events(after: number)
    guard let first = events.first, let last = events.last else { return 0 }
    return last.endOffset - first.endOffset + first.frame.count
  }

  /// How many events after a number match.
  func count(after number: Int64, matching filter: EventFilter) -> Int {
    let events = events(after: number)
    return filter.isEmpty ? events.count : events.count { filter.matches($0) }
  }
}
