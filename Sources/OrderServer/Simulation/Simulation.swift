import HeapModule
package import OrderProtocol

/// A shop that is made up: customers fill baskets and submit them, warehouses pack what they can.
///
/// Believable over days: more comes at noon and in the evening than in the night, the warehouses fall behind in the rush
/// and catch up afterwards, some orders are late, a few get stuck, some are cancelled. It is a value, and has no clock: the
/// same start and seed give the same events, byte for byte. Orders that are closed are forgotten.
///
/// Every event says in `timestamp` when it happened.
package struct Simulation: Sendable {
  /// Events that happen together.
  package struct Moment: Equatable, Sendable {
    package var time: Timestamp
    /// At least one.
    package var events: [OrderEvent]
  }

  /// How many orders may come in an hour.
  package static let rates = 1...1_000_000

  struct Due: Comparable {
    var time: Timestamp
    /// Tells apart what is due in one millisecond.
    var serial: Int
    /// The order that it is about; `nil` for a new one.
    var slot: Int?

    static func < (one: Due, other: Due) -> Bool {
      let (first, second) = (one.time.milliseconds, other.time.milliseconds)
      return first == second ? one.serial < other.serial : first < second
    }
  }

  let ordersPerHour: Int
  let customers: Customers
  let stuck: Double
  var random: SimulationRandom
  var now: Timestamp
  /// The open orders, and places for more.
  var orders: [SimulatedOrder?] = []
  var freeSlots: [Int] = []
  var warehouses: [Warehouse]
  var lastNumber: Int
  /// What has happened in this moment.
  var events: [OrderEvent] = []
  private let start: Timestamp
  /// What events call the start.
  private let statedStart: Timestamp
  /// How many times as fast as others' the time of the shop passes.
  private let speed: Double
  /// What the stream has to be told of orders that are open at the start, the last of it first.
  private var opening: [Opening] = []
  private var isOpen = false
  private var dues = Heap<Due>()
  private var serial = 0
  private let firstArrival: Timestamp
  /// When the next order comes, in milliseconds since the first could: whole ones would distort a high rate.
  private var nextArrival = 0.0

  /// A shop in the middle of its day: it has been open for hours, of which nobody has been told.
  ///
  /// - Parameters:
  ///   - ordersPerHour: on the average of a day; the nearest of ``rates``.
  ///   - start: when the first events happen, those that tell of the orders that are open then.
  ///   - stated: the time of others at the start, which is what events say; left out, the same.
  ///   - speed: how many times as fast as others' its time passes. What events say is in the time of others: 60 turns
  ///     an hour, before the start or after it, into a minute.
  package init(
    ordersPerHour: Int, seed: UInt64, start: Timestamp, stated: Timestamp? = nil, speed: Double = 1
  ) {
    self.init(
      ordersPerHour: ordersPerHour, seed: seed, start: start, stated: stated, speed: speed,
      warmUp: Self.warmUp(ordersPerHour: ordersPerHour))
  }

  /// - Parameter warmUp: how long it has been open at the start.
  init(
    ordersPerHour: Int, seed: UInt64, start: Timestamp, stated: Timestamp? = nil, speed: Double = 1, warmUp: Duration
  ) {
    self.ordersPerHour = min(max(ordersPerHour, Self.rates.lowerBound), Self.rates.upperBound)
    self.start = start
    statedStart = stated ?? start
    self.speed = speed
    customers = Customers(ordersPerHour: self.ordersPerHour)
    stuck = Pace.stuck(ordersPerHour: self.ordersPerHour)
    warehouses = Warehouse.all(ordersPerHour: self.ordersPerHour)
    random = SimulationRandom(seed: seed)
    firstArrival = start - warmUp
    now = firstArrival
    lastNumber = Self.lastNumber(at: firstArrival, ordersPerHour: self.ordersPerHour)
    scheduleArrival()
    while let next = dues.min, next.time < start { takeStep() }
    now = start
    opening = openings()
    isOpen = true
  }

  /// How many orders are open.
  package var openOrders: Int { orders.count - freeSlots.count }

  /// How much it holds, orders or steps to come: as much as were open at once, however long it runs.
  var size: Int { max(orders.count, dues.count) }

  /// What happens next, and when. It never ends.
  package mutating func next() -> Moment {
    if let opening = opening.popLast(), let event = event(opening) { return Moment(time: start, events: [event]) }
    events = []
    while events.isEmpty { takeStep() }
    return Moment(time: now, events: events)
  }

  // MARK: What is due

  private mutating func takeStep() {
    guard let due = dues.popMin() else { return scheduleArrival() }
    now = due.time
    guard let slot = due.slot else {
      scheduleArrival()
      return arrive()
    }
    switch orders[slot]?.step {
    case .shop: shop(slot)
    case .leaveBasket(let outcome): leaveBasket(slot, outcome)
    case .settle: settle(slot)
    case .addLateItem: addLateItem(slot)
    case .pack: pack(slot)
    case .endSearch: endSearch(slot)
    case .wait, nil: break
    }
  }

  /// Has an order take its next step.
  mutating func schedule(_ slot: Int, _ step: SimulatedOrder.Step, in wait: Duration) {
    orders[slot]?.step = step
    schedule(slot, at: now + wait)
  }

  /// Candidates come at the rate of the peak; as many are dropped as it is less than that.
  private mutating func scheduleArrival() {
    let mean = 3_600_000 / (Double(ordersPerHour) * Demand.peak)
    var time = firstArrival
    repeat {
      nextArrival += random.exponential() * mean
      time = firstArrival + .milliseconds(Int64(nextArrival))
    } while !random.happens(Demand.factor(at: time) / Demand.peak)
    schedule(nil, at: time)
  }

  private mutating func schedule(_ slot: Int?, at time: Timestamp) {
    serial += 1
    dues.insert(Due(time: time, serial: serial, slot: slot))
  }

  // MARK: What the stream is told

  /// - Parameter event: makes the event for the moment that it is; not asked before the start.
  mutating func tell(_ event: (Timestamp) -> OrderEvent) {
    if isOpen { events.append(event(stated(now))) }
  }

  /// What others call a time in the shop.
  func stated(_ time: Timestamp) -> Timestamp {
    let sinceStart = time - start
    return statedStart + (speed == 1 ? sinceStart : sinceStart / speed)
  }

  mutating func tellTotal(of order: inout SimulatedOrder) {
    order.basket.stateTotal()
    let order = order
    tell { order.total(at: $0) }
  }

  /// Forgets an order whose end has been told.
  mutating func close(_ slot: Int) {
    orders[slot] = nil
    freeSlots.append(slot)
  }

  mutating func cancel(_ slot: Int, _ reason: String) {
    guard let order = orders[slot] else { return }
    tell {
      .cancelled(OrderPatch(orderID: order.id, status: .cancelled, cancellationReason: reason, timestamp: $0))
    }
    close(slot)
  }
}
