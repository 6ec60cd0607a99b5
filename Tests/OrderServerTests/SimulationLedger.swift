import EventStream
import OrderProtocol

@testable import OrderServer

/// Follows the orders of a simulation as a client of its stream would, and notes whatever no shop would do.
struct SimulationLedger {
  /// One order that is open.
  struct Life {
    var status: OrderStatus
    var since: Timestamp
    var items: [(id: String, quantity: Int, price: DecimalNumber)] = []
    /// Whether the last total that was stated is that of the items.
    var isTotalStated = true
  }

  /// A time that an order spent in a status.
  struct Stay {
    var status: OrderStatus
    var time: Duration
    /// The hour of the day in which it ended.
    var hour: Int
  }

  private(set) var lives: [OrderID: Life] = [:]
  private(set) var stays: [Stay] = []
  private(set) var faults: [String] = []
  private(set) var cancellations: [(status: OrderStatus, reason: String)] = []
  private(set) var customers: [String: Int] = [:]
  private(set) var created = 0
  private(set) var shipped = 0
  private(set) var removals = 0
  private(set) var lateItems = 0
  private var known: Set<OrderID> = []

  /// Takes what a client reads: the events in the form in which they are sent.
  mutating func take(encoded moment: Simulation.Moment) {
    for event in moment.events {
      let decoded = DecodedEvent(ServerSentEvent(event))
      if let problem = decoded.problem { faults.append("\(event.typeName): \(problem)") }
      if decoded.event != event { faults.append("\(event) came back as \(String(describing: decoded.event))") }
    }
    take(moment)
  }

  mutating func take(_ moment: Simulation.Moment) {
    for event in moment.events { take(event, at: moment.time) }
  }

  private mutating func take(_ event: OrderEvent, at time: Timestamp) {
    switch event {
    case .created(let patch): create(patch, at: time)
    case .submitted(let patch): change(patch, from: [.created], to: .pending, at: time)
    case .updated(let patch) where patch.status != nil:
      if patch.assignedTo?.hasPrefix("warehouse-") != true { faults.append("nobody works on \(patch.orderID)") }
      change(patch, from: [.pending], to: .processing, at: time)
    case .updated(let patch): compareTotal(patch)
    case .shipped(let patch):
      if patch.trackingNumber == nil || patch.carrier == nil { faults.append("\(patch.orderID) cannot be tracked") }
      change(patch, from: [.processing], to: .shipped, at: time)
      shipped += 1
    case .cancelled(let patch):
      if let status = lives[patch.orderID]?.status, let reason = patch.cancellationReason {
        cancellations.append((status, reason))
      } else {
        faults.append("\(patch.orderID) cancelled without a reason, or without being there")
      }
      change(patch, from: [.created, .pending, .processing], to: .cancelled, at: time)
    case .itemAdded(let id, let item, let timestamp):
      if timestamp != time { faults.append("an item of \(id) at another time") }
      add(item, to: id)
    case .itemRemoved(let id, let itemID, let timestamp):
      if timestamp != time { faults.append("an item of \(id) at another time") }
      remove(itemID, from: id)
    default: faults.append("\(event.typeName) is not for a source to say")
    }
  }

  private mutating func create(_ patch: OrderPatch, at time: Timestamp) {
    if !known.insert(patch.orderID).inserted { faults.append("\(patch.orderID) created twice") }
    guard let customer = patch.customerID, let since = patch.timestamp, since <= time else {
      faults.append("\(patch.orderID) without customer or time")
      return
    }
    created += 1
    customers[customer, default: 0] += 1
    lives[patch.orderID] = Life(status: .created, since: since)
    for item in patch.items ?? [] { add(item, to: patch.orderID) }
    compareTotal(patch)
  }

  private mutating func change(
    _ patch: OrderPatch, from statuses: [OrderStatus], to status: OrderStatus, at time: Timestamp
  ) {
    guard var life = lives[patch.orderID], statuses.contains(life.status), patch.status == status,
      let since = patch.timestamp, life.since <= since, since <= time
    else {
      faults.append("\(patch.orderID) cannot become \(status.word) at \(time.iso8601)")
      return
    }
    if status == .pending {
      if life.items.isEmpty { faults.append("\(patch.orderID) submitted empty") }
      if !life.isTotalStated { faults.append("\(patch.orderID) submitted without a total") }
      if patch.submittedAt != since { faults.append("\(patch.orderID) submitted at another time") }
    }
    stays.append(Stay(status: life.status, time: since - life.since, hour: since.timeOfDay.hour))
    life.status = status
    life.since = since
    lives[patch.orderID] = status.isClosed ? nil : life
  }

  private mutating func add(_ item: OrderItem, to id: OrderID) {
    guard var life = lives[id], life.status == .created || life.status == .processing, let price = item.price,
      let quantity = item.quantity?.wholeNumber, quantity > 0, item.name?.isEmpty == false
    else {
      faults.append("\(item) cannot be added to \(id)")
      return
    }
    if life.status != .created { lateItems += 1 }
    life.isTotalStated = false
    life.items.removeAll { $0.id == item.itemID }
    life.items.append((item.itemID, quantity, price))
    lives[id] = life
  }

  private mutating func remove(_ itemID: String, from id: OrderID) {
    guard let index = lives[id]?.items.firstIndex(where: { $0.id == itemID }), lives[id]?.status == .created else {
      faults.append("\(itemID) cannot be removed from \(id)")
      return
    }
    removals += 1
    lives[id]?.items.remove(at: index)
    lives[id]?.isTotalStated = false
  }

  private mutating func compareTotal(_ patch: OrderPatch) {
    guard let items = lives[patch.orderID]?.items else {
      faults.append("the total of \(patch.orderID), which is not there")
      return
    }
    let total = items.reduce(DecimalNumber.zero) { sum, item in
      item.price.multiplied(by: DecimalNumber(item.quantity)).flatMap { sum.adding($0) } ?? .zero
    }
    if patch.total != total || patch.itemCount != items.reduce(0, { $0 + $1.quantity }) {
      faults.append("\(patch.orderID): \(String(describing: patch.total)) instead of \(total)")
    }
    lives[patch.orderID]?.isTotalStated = true
  }
}

extension Simulation {
  /// Plays up to a time after a start, and notes what happened.
  mutating func play(_ time: Duration, from start: Timestamp, into body: (Moment) -> Void) {
    while true {
      let moment = next()
      if moment.time > start + time { return }
      body(moment)
    }
  }
}
