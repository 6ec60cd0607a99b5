import OrderProtocol

extension Simulation {
  /// A customer begins an order.
  mutating func arrive() {
    lastNumber += 1
    var wanted = 1
    while wanted < Pace.mostItems, random.happens(Pace.anotherItem) { wanted += 1 }
    let order = SimulatedOrder(
      number: lastNumber, customer: customers.choose(&random), createdAt: now, wanted: wanted,
      isDawdling: random.happens(Pace.dawdlers))
    let slot: Int
    if let free = freeSlots.popLast() {
      slot = free
      orders[slot] = order
    } else {
      slot = orders.count
      orders.append(order)
    }
    tell {
      .created(
        OrderPatch(
          orderID: order.id, customerID: order.customerID, status: .created, items: [], total: .zero, itemCount: 0,
          timestamp: $0))
    }
    schedule(slot, .shop, in: random.duration(mean: Pace.firstItem))
  }

  /// The customer puts something in, or takes something out.
  mutating func shop(_ slot: Int) {
    guard var order = orders[slot].take() else { return }
    if !order.basket.isEmpty, random.happens(Pace.removal) {
      if let itemID = order.basket.remove(&random) {
        tell { .itemRemoved(order.id, itemID: itemID, timestamp: $0) }
      }
    } else {
      order.wanted -= 1
      let item = order.basket.add(&random)
      tell { .itemAdded(order.id, item, timestamp: $0) }
    }
    if random.happens(Pace.earlyTotal) { tellTotal(of: &order) }
    orders[slot] = order
    let haste = order.isDawdling ? Pace.dawdling : 1
    if order.wanted > 0 {
      schedule(slot, .shop, in: random.duration(mean: Pace.nextItem * haste, steps: 2))
      return
    }
    let outcome = outcome()
    let wait =
      outcome == .abandoned
      ? Pace.patience + random.duration(mean: Pace.abandonment)
      : random.duration(mean: Pace.checkout * haste, steps: 2)
    schedule(slot, .leaveBasket(outcome), in: wait)
  }

  private mutating func outcome() -> SimulatedOrder.Outcome {
    let chance = random.fraction()
    if chance < Pace.emptiedBaskets { return .emptied }
    return chance < Pace.emptiedBaskets + Pace.abandonedBaskets ? .abandoned : .submitted
  }

  mutating func leaveBasket(_ slot: Int, _ outcome: SimulatedOrder.Outcome) {
    switch outcome {
    case .emptied: cancel(slot, random.pick(CancellationReasons.basket))
    case .abandoned: cancel(slot, CancellationReasons.abandonment)
    case .submitted: submit(slot)
    }
  }

  private mutating func submit(_ slot: Int) {
    guard var order = orders[slot] else { return }
    if order.basket.isTotalOutdated { tellTotal(of: &order) }
    order.submittedAt = now
    tell { order.submitted(at: $0) }
    orders[slot] = order
    let wait =
      if random.happens(stuck / 2) {
        random.duration(mean: Pace.longReview, steps: 4)
      } else if random.happens(Pace.reviews) {
        random.duration(mean: Pace.review, steps: 4)
      } else {
        random.duration(mean: Pace.check, steps: 3)
      }
    schedule(slot, .settle, in: wait)
  }
}
