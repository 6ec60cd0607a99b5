import OrderProtocol

extension Simulation {
  /// Something that the stream has to be told of an order that was there before it.
  struct Opening {
    enum Part: Int {
      case created, submitted, processing
    }

    var time: Timestamp
    var slot: Int
    var part: Part
  }

  /// How long the shop has been open at the start: long enough for orders to have got stuck, but for a large shop short
  /// enough to start within seconds.
  static func warmUp(ordersPerHour: Int) -> Duration {
    .seconds(3600) * min(12, max(1, 500_000 / Double(ordersPerHour)))
  }

  /// The last order's number, as if there had been orders since Monday: a shop that is started again counts on from about
  /// where it was, and the numbers of one that is not too large stay short.
  static func lastNumber(at time: Timestamp, ordersPerHour: Int) -> Int {
    let week: Int64 = 7 * 86_400_000
    let sinceMonday = (time.milliseconds - monday.milliseconds) % week
    let hours = Double(sinceMonday < 0 ? sinceMonday + week : sinceMonday) / 3_600_000
    return 10_000 + Int(hours * Double(ordersPerHour))
  }

  /// 1970-01-05T00:00:00Z.
  private static let monday = Timestamp(milliseconds: 4 * 86_400_000)

  /// What is to be told of the open orders, in the order in which it happened, the last of it first.
  func openings() -> [Opening] {
    var openings: [Opening] = []
    for (slot, order) in orders.enumerated() {
      guard let order else { continue }
      openings.append(Opening(time: order.createdAt, slot: slot, part: .created))
      if let time = order.submittedAt { openings.append(Opening(time: time, slot: slot, part: .submitted)) }
      if let time = order.processingAt { openings.append(Opening(time: time, slot: slot, part: .processing)) }
    }
    // Also parts of one order that happened in one millisecond keep their order.
    openings.sort { ($0.time, $0.slot, $0.part.rawValue) > ($1.time, $1.slot, $1.part.rawValue) }
    return openings
  }

  /// The event to tell; the creation has all that is in the order by now.
  mutating func event(_ opening: Opening) -> OrderEvent? {
    guard let order = orders[opening.slot] else { return nil }
    let time = stated(opening.time)
    switch opening.part {
    case .created:
      orders[opening.slot]?.basket.stateTotal()
      return .created(
        OrderPatch(
          orderID: order.id, customerID: order.customerID, status: .created, items: order.basket.items,
          total: order.basket.total, itemCount: order.basket.itemCount, timestamp: time))
    case .submitted: return order.submitted(at: time)
    case .processing: return order.processing(since: time)
    }
  }
}
