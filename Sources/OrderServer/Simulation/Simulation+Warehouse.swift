import OrderProtocol

extension Simulation {
  /// Payment and address are in order, or not; then it is the turn of a warehouse.
  mutating func settle(_ slot: Int) {
    guard let submittedAt = orders[slot]?.submittedAt else { return }
    let isLong = now - submittedAt > Pace.longReview / 4
    if random.happens(isLong ? Pace.refusalsAfterLongReview : Pace.refusals) {
      return cancel(slot, random.pick(isLong ? CancellationReasons.review : CancellationReasons.payment))
    }
    let (one, other) = (random.below(warehouses.count), random.below(warehouses.count))
    let warehouse = warehouses[other].backlog < warehouses[one].backlog ? other : one
    orders[slot]?.warehouse = warehouse
    orders[slot]?.step = .wait
    warehouses[warehouse].queue(slot)
    fill(warehouse)
  }

  /// Has a warehouse begin as many orders as it has places for.
  private mutating func fill(_ warehouse: Int) {
    while let slot = warehouses[warehouse].next() {
      guard let submittedAt = orders[slot]?.submittedAt else { continue }
      if now - submittedAt > Pace.longWait, random.happens(Pace.impatience) {
        cancel(slot, random.pick(CancellationReasons.wait))
      } else {
        warehouses[warehouse].takePlace()
        begin(slot)
      }
    }
  }

  private mutating func begin(_ slot: Int) {
    guard var order = orders[slot] else { return }
    order.processingAt = now
    let work = Pace.preparation + random.duration(mean: Pace.work, steps: 3)
    order.packedAt = now + work
    tell { order.processing(since: $0) }
    orders[slot] = order
    if random.happens(Pace.lateItems) {
      schedule(slot, .addLateItem, in: work * random.fraction())
    } else {
      schedule(slot, .pack, in: work)
    }
  }

  mutating func addLateItem(_ slot: Int) {
    guard var order = orders[slot].take(), let packedAt = order.packedAt else { return }
    let item = order.basket.add(&random)
    tell { .itemAdded(order.id, item, timestamp: $0) }
    tellTotal(of: &order)
    orders[slot] = order
    schedule(slot, .pack, in: packedAt - now)
  }

  /// The place is free for another order, whatever becomes of this one.
  mutating func pack(_ slot: Int) {
    guard let warehouse = orders[slot]?.warehouse else { return }
    if random.happens(stuck / 2) {
      schedule(slot, .endSearch, in: random.duration(mean: Pace.longSearch, steps: 3))
    } else if random.happens(Pace.shortages) {
      cancel(slot, random.pick(CancellationReasons.warehouse))
    } else {
      ship(slot)
    }
    warehouses[warehouse].leavePlace()
    fill(warehouse)
  }

  mutating func endSearch(_ slot: Int) {
    if random.happens(Pace.shortagesAfterLongSearch) {
      cancel(slot, random.pick(CancellationReasons.search))
    } else {
      ship(slot)
    }
  }

  private mutating func ship(_ slot: Int) {
    guard let order = orders[slot] else { return }
    let carrier = random.pick(Carrier.allCases)
    let number = carrier.trackingNumber(&random)
    tell {
      .shipped(
        OrderPatch(
          orderID: order.id, status: .shipped, trackingNumber: number, carrier: carrier.rawValue, timestamp: $0))
    }
    close(slot)
  }
}
