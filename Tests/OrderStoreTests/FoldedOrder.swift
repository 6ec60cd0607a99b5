import OrderProtocol
import SavedState

/// What the stream has said of an order, by the decisions alone: an account of its own, to compare with.
struct FoldedOrder: Equatable {
  var customerID: String?
  var status = OrderStatus.created
  var items: [OrderItem] = []
  var total: DecimalNumber?
  var itemCount: Int?
  var submittedAt: Timestamp?
  var submittedAtText: String?
  var assignedTo: String?
  var trackingNumber: String?
  var carrier: String?
  var cancellationReason: String?
  var unknown: [UnknownField] = []
  var isTotalOutdated = false
  var isItemCountOutdated = false
  var isPartial = false

  /// All orders after some events.
  static func fold(_ samples: some Sequence<RandomStream.Sample>) -> [OrderID: FoldedOrder] {
    var orders: [OrderID: FoldedOrder] = [:]
    for case let event? in samples.map(\.meaning) {
      switch event {
      case .created(let patch):
        var order = FoldedOrder()
        order.merge(patch, or: .created)
        orders[patch.orderID] = order
      case .updated(let patch): orders[patch.orderID, default: .partial].merge(patch, or: nil)
      case .submitted(let patch): orders[patch.orderID, default: .partial].merge(patch, or: .pending)
      case .shipped(let patch): orders[patch.orderID, default: .partial].merge(patch, or: .shipped)
      case .cancelled(let patch): orders[patch.orderID, default: .partial].merge(patch, or: .cancelled)
      case .itemAdded(let id, let item, _): orders[id, default: .partial].put(item)
      case .itemRemoved(let id, let item, _): orders[id, default: .partial].remove(item)
      default: break
      }
    }
    return orders
  }

  private static let partial: FoldedOrder = {
    var order = FoldedOrder()
    order.isPartial = true
    return order
  }()

  private mutating func merge(_ patch: OrderPatch, or status: OrderStatus?) {
    self.status = patch.status ?? status ?? self.status
    customerID = patch.customerID ?? customerID
    if let items = patch.items {
      self.items = items
      isTotalOutdated = true
      isItemCountOutdated = true
    }
    if let total = patch.total { (self.total, isTotalOutdated) = (total, false) }
    if let count = patch.itemCount { (itemCount, isItemCountOutdated) = (count, false) }
    if let time = patch.submittedAt { (submittedAt, submittedAtText) = (time, patch.submittedAtText) }
    assignedTo = patch.assignedTo ?? assignedTo
    trackingNumber = patch.trackingNumber ?? trackingNumber
    carrier = patch.carrier ?? carrier
    cancellationReason = patch.cancellationReason ?? cancellationReason
    for field in patch.unknown {
      if let index = unknown.firstIndex(where: { $0.name == field.name }) {
        unknown[index] = field
      } else {
        unknown.append(field)
      }
    }
  }

  private mutating func put(_ item: OrderItem) {
    (isTotalOutdated, isItemCountOutdated) = (true, true)
    if let index = items.firstIndex(where: { OrderID($0.itemID) == OrderID(item.itemID) }) {
      items[index] = item
    } else {
      items.append(item)
    }
  }

  private mutating func remove(_ item: String) {
    (isTotalOutdated, isItemCountOutdated) = (true, true)
    items.removeAll { OrderID($0.itemID) == OrderID(item) }
  }
}

extension FoldedOrder {
  /// The same of a saved order.
  init(_ saved: SavedOrder) {
    customerID = saved.customerID
    status = saved.status
    items = saved.items
    total = saved.total
    itemCount = saved.itemCount
    submittedAt = saved.submittedAt
    submittedAtText = saved.submittedAtText
    assignedTo = saved.assignedTo
    trackingNumber = saved.trackingNumber
    carrier = saved.carrier
    cancellationReason = saved.cancellationReason
    unknown = saved.unknown
    isTotalOutdated = saved.isTotalOutdated
    isItemCountOutdated = saved.isItemCountOutdated
    isPartial = saved.isPartial
  }
}
