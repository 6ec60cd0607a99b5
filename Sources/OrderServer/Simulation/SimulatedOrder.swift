import OrderProtocol

/// One open order.
struct SimulatedOrder {
  /// What happens to it next.
  enum Step {
    /// Its customer changes the basket.
    case shop
    /// Its customer is done with the basket, one way or the other.
    case leaveBasket(Outcome)
    /// Payment and address are checked.
    case settle
    /// It waits for a place in its warehouse.
    case wait
    /// Its customer wants one more item.
    case addLateItem
    /// The warehouse is done with it.
    case pack
    /// What was missing has been found, or not.
    case endSearch
  }

  /// How a basket ends.
  enum Outcome {
    case submitted, emptied, abandoned
  }

  let number: Int
  let customer: Int
  let createdAt: Timestamp
  var basket = Basket()
  var step = Step.shop
  /// How many items its customer still wants.
  var wanted: Int
  let isDawdling: Bool
  var submittedAt: Timestamp?
  /// An index of the simulation's warehouses.
  var warehouse = 0
  var processingAt: Timestamp?
  /// When the warehouse will be done.
  var packedAt: Timestamp?

  init(number: Int, customer: Int, createdAt: Timestamp, wanted: Int, isDawdling: Bool) {
    self.number = number
    self.customer = customer
    self.createdAt = createdAt
    self.wanted = wanted
    self.isDawdling = isDawdling
  }

  var id: OrderID { OrderID("order-\(number)") }

  var customerID: String { "cust-\(customer)" }

  /// The event that says that its customer wants it.
  func submitted(at time: Timestamp) -> OrderEvent {
    .submitted(OrderPatch(orderID: id, status: .pending, submittedAt: time, timestamp: time))
  }

  /// The event that says what the basket comes to.
  func total(at time: Timestamp) -> OrderEvent {
    .updated(OrderPatch(orderID: id, total: basket.total, itemCount: basket.itemCount, timestamp: time))
  }

  /// The event that says which warehouse the order is in.
  func processing(since time: Timestamp) -> OrderEvent {
    .updated(
      OrderPatch(orderID: id, status: .processing, assignedTo: "warehouse-\(warehouse + 1)", timestamp: time))
  }
}
