import EventStream
import OrderProtocol
import OrderStore
import SavedState

/// How long an order has been in each of its statuses, one after the other, as far as its events tell.
struct StatusStretches: Equatable {
  struct Stretch: Equatable {
    var status: OrderStatus
    /// `nil`: the order was closed by it.
    var duration: Duration?
  }

  /// More bytes of events are not read: each frame would have to.
  static let sizeLimit = 512 * 1024

  /// The oldest first.
  private(set) var stretches: [Stretch] = []

  init(_ detail: OrderDetail, now: Timestamp) {
    let events = (detail.timeline?.events ?? []).filter { $0.orderID != nil }
    guard events.reduce(0, { $0 + $1.data.utf8.count }) <= Self.sizeLimit else { return }
    var changes: [(status: OrderStatus, since: Timestamp)] = []
    for event in events {
      guard let change = Self.change(by: event) else { continue }
      if changes.last?.status != change.status {
        changes.append(change)
      } else if change.status == .pending, change.since != event.receivedAt, let last = changes.indices.last {
        changes[last].since = change.since
      }
    }
    for (index, change) in changes.enumerated() {
      let next = index + 1 < changes.count ? changes[index + 1].since : nil
      let isNow = next == nil && change.status == detail.row.status
      let duration = isNow ? detail.row.age : change.since.elapsed(until: next ?? now)
      let isOver = next == nil && change.status.isClosed
      stretches.append(Stretch(status: change.status, duration: isOver ? nil : duration))
    }
  }

  /// The status that an event brings, and since when, by the rules that the board goes by.
  private static func change(by record: JournalRecord) -> (status: OrderStatus, since: Timestamp)? {
    let event = ServerSentEvent(lastEventID: record.eventID, type: record.type, data: record.data)
    let (patch, usual): (OrderPatch, OrderStatus?) =
      switch DecodedEvent(event).event {
      case .created(let patch): (patch, .created)
      case .updated(let patch): (patch, nil)
      case .submitted(let patch): (patch, .pending)
      case .shipped(let patch): (patch, .shipped)
      case .cancelled(let patch): (patch, .cancelled)
      default: (OrderPatch(orderID: OrderID("")), nil)
      }
    guard let status = patch.status ?? usual else { return nil }
    let submitted = status == .pending ? patch.submittedAt : nil
    return (status, patch.timestamp ?? submitted ?? record.receivedAt)
  }
}

extension Timestamp {
  /// The time to a later moment, zero when it is no later.
  fileprivate func elapsed(until later: Timestamp) -> Duration {
    let (difference, overflow) = later.milliseconds.subtractingReportingOverflow(milliseconds)
    return overflow ? .zero : .milliseconds(max(0, difference))
  }
}
