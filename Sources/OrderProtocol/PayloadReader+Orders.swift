extension PayloadReader {
  /// The order fields of a payload; `nil` when it does not say which order.
  mutating func orderPatch(_ type: OrderEventType) throws(JSONSyntaxError) -> OrderPatch? {
    var orderID: String?
    var patch = OrderPatch(orderID: OrderID(""))
    var reason: (name: JSONString, value: Int)?
    while let name = try json.nextName() {
      switch field(name) {
      case .orderID: orderID = try nonEmptyString(.orderID)
      case .customerID: patch.customerID = try string(.customerID)
      case .status: patch.status = try nonEmptyString(.status).map { OrderStatus($0) }
      case .items: patch.items = try items()
      case .total: patch.total = try decimal(.total)
      case .itemCount: patch.itemCount = try count(.itemCount)
      case .submittedAt: patch.submittedAt = try timestamp(.submittedAt)
      case .assignedTo: patch.assignedTo = try string(.assignedTo)
      case .trackingNumber: patch.trackingNumber = try string(.trackingNumber)
      case .carrier: patch.carrier = try string(.carrier)
      case .cancellationReason: patch.cancellationReason = try string(.cancellationReason)
      case .timestamp: patch.timestamp = try timestamp(.timestamp)
      case .reason: reason = (name, try json.skipValue().lowerBound)
      default: try keepUnknown(name, in: &patch.unknown)
      }
    }
    try json.finish()
    if let reason {
      json.rewind(to: reason.value)
      // An order may be on hold for a reason too, which is none for a cancellation.
      if type == .cancelled || patch.status == .cancelled {
        let word = try string(.reason)
        patch.cancellationReason = patch.cancellationReason ?? word
      } else {
        try keepUnknown(reason.name, in: &patch.unknown)
      }
    }
    guard let orderID = usable(orderID, .orderID) else { return nil }
    patch.orderID = OrderID(orderID)
    return patch
  }

  /// The payload of `order-item-added`; `nil` when it does not say which item of which order.
  mutating func addedItem() throws(JSONSyntaxError) -> OrderEvent? {
    var orderID: String?
    var timestamp: Timestamp?
    var item = OrderItem(itemID: "")
    var itemID: String?
    while let name = try json.nextName() {
      switch field(name) {
      case .orderID: orderID = try nonEmptyString(.orderID)
      case .timestamp: timestamp = try self.timestamp(.timestamp)
      case let field: try readItemField(field, name, &item, &itemID)
      }
    }
    try json.finish()
    guard let orderID = usable(orderID, .orderID), let itemID = usable(itemID, .itemID) else { return nil }
    item.itemID = itemID
    return .itemAdded(OrderID(orderID), item, timestamp: timestamp)
  }

  /// The payload of `order-item-removed`; `nil` when it does not say which item of which order.
  mutating func removedItem() throws(JSONSyntaxError) -> OrderEvent? {
    var orderID: String?
    var itemID: String?
    var timestamp: Timestamp?
    while let name = try json.nextName() {
      switch field(name) {
      case .orderID: orderID = try nonEmptyString(.orderID)
      case .itemID: itemID = try nonEmptyString(.itemID)
      case .timestamp: timestamp = try self.timestamp(.timestamp)
      default: try json.skipValue()
      }
    }
    try json.finish()
    guard let orderID = usable(orderID, .orderID), let itemID = usable(itemID, .itemID) else { return nil }
    return .itemRemoved(OrderID(orderID), itemID: itemID, timestamp: timestamp)
  }

  private mutating func items() throws(JSONSyntaxError) -> [OrderItem]? {
    guard try expect(.array, .items) else { return nil }
    var items: [OrderItem] = []
    var index = 0
    try json.enter()
    while try json.nextElement() {
      itemIndex = index
      defer { itemIndex = nil }
      if index >= Self.maximumItems {
        try json.skipValue()
      } else if let item = try item() {
        items.append(item)
      }
      index += 1
    }
    if index > Self.maximumItems { report(.items, "only \(Self.maximumItems) of \(index) are kept") }
    return items
  }

  private mutating func item() throws(JSONSyntaxError) -> OrderItem? {
    let kind = try json.kind()
    guard kind == .object else {
      try json.skipValue()
      problems.add("items[\(itemIndex ?? 0)]", "expected an object, got \(kind.description)")
      return nil
    }
    var item = OrderItem(itemID: "")
    var itemID: String?
    try json.enter()
    while let name = try json.nextName() { try readItemField(field(name), name, &item, &itemID) }
    guard let itemID = usable(itemID, .itemID) else { return nil }
    item.itemID = itemID
    return item
  }

  private mutating func readItemField(
    _ field: FieldName?, _ name: JSONString, _ item: inout OrderItem, _ itemID: inout String?
  ) throws(JSONSyntaxError) {
    switch field {
    case .itemID: itemID = try nonEmptyString(.itemID)
    case .name: item.name = try string(.name)
    case .quantity: item.quantity = try decimal(.quantity)
    case .price: item.price = try decimal(.price)
    default: try keepUnknown(name, in: &item.unknown)
    }
  }

  /// The id that was read, or a problem unless its value is one already.
  private mutating func usable(_ id: String?, _ field: FieldName) -> String? {
    if id == nil, !hasProblem(field) { report(field, "missing") }
    return id
  }
}
