extension PayloadReader {
  /// The fields of an order that the payload carries; `nil` when it does not say which order.
  mutating func orderPatch(_ type: OrderEventType) throws(JSONSyntaxError) -> OrderPatch? {
    var orderID: String?
    var customerID: String?
    var status: OrderStatus?
    var items: [OrderItem]?
    var total: DecimalNumber?
    var itemCount: Int?
    var submittedAt: (time: Timestamp, text: String?)?
    var assignedTo: String?
    var trackingNumber: String?
    var carrier: String?
    var cancellationReason: String?
    var timestamp: Timestamp?
    var unknown: [UnknownField] = []
    var reason: (name: JSONString, value: Int)?
    while let name = try json.nextName() {
      switch field(name) {
      case .orderID: orderID = try nonEmptyString(.orderID)
      case .customerID: customerID = try string(.customerID)
      case .status: status = try nonEmptyString(.status).map { OrderStatus($0) }
      case .items: items = try self.items()
      case .total: total = try decimal(.total)
      case .itemCount: itemCount = try count(.itemCount)
      case .submittedAt: submittedAt = try timestampAndText(.submittedAt)
      case .assignedTo: assignedTo = try string(.assignedTo)
      case .trackingNumber: trackingNumber = try string(.trackingNumber)
      case .carrier: carrier = try string(.carrier)
      case .cancellationReason: cancellationReason = try string(.cancellationReason)
      case .timestamp: timestamp = try self.timestamp(.timestamp)
      case .reason: reason = (name, try json.skipValue().lowerBound)
      default: try keepUnknown(name, in: &unknown)
      }
    }
    try json.finish()
    if let reason {
      json.position = reason.value
      // An order may be on hold for a reason too, which is none for a cancellation.
      if type == .cancelled || status == .cancelled {
        let word = try string(.reason)
        cancellationReason = cancellationReason ?? word
      } else {
        try keepUnknown(reason.name, in: &unknown)
      }
    }
    guard let orderID = usable(orderID, .orderID) else { return nil }
    return OrderPatch(
      orderID: OrderID(orderID), customerID: customerID, status: status, items: items, total: total,
      itemCount: itemCount, submittedAt: submittedAt?.time, submittedAtText: submittedAt?.text,
      assignedTo: assignedTo, trackingNumber: trackingNumber, carrier: carrier,
      cancellationReason: cancellationReason, timestamp: timestamp, unknown: unknown)
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
    // They stay as long as the order: without room to spare.
    return items.capacity > items.count ? items.map(\.self) : items
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
