extension PayloadReader {
  /// Reads the fields of an order that the payload carries.
  ///
  /// - Returns: whether it says which order.
  mutating func orderPatch(_ type: OrderEventType) throws(JSONSyntaxError) -> Bool {
    var patch = PatchFields()
    var unknown: [UnknownText] = []
    var reason: (name: JSONString, value: Int)?
    while let name = try json.nextName() {
      switch field(name) {
      case .orderID: patch.orderID = try nonEmptyText(.orderID)
      case .customerID: patch.customerID = try text(.customerID)
      case .status: patch.status = try nonEmptyText(.status)
      case .items: patch.items = try self.items()
      case .total: patch.total = try decimal(.total)
      case .itemCount: patch.itemCount = try count(.itemCount)
      case .submittedAt: (patch.submittedAt, patch.submittedAtText) = try timestampAndText(.submittedAt)
      case .assignedTo: patch.assignedTo = try text(.assignedTo)
      case .trackingNumber: patch.trackingNumber = try text(.trackingNumber)
      case .carrier: patch.carrier = try text(.carrier)
      case .cancellationReason: patch.cancellationReason = try text(.cancellationReason)
      case .timestamp: patch.timestamp = try timestamp(.timestamp)
      case .reason: reason = (name, try json.skipValue().lowerBound)
      default: try keepUnknown(name, in: &unknown)
      }
    }
    try json.finish()
    if let reason {
      json.position = reason.value
      // An order may be on hold for a reason too, which is none for a cancellation.
      if type == .cancelled || isCancelled(patch.status) {
        let word = try text(.reason)
        if patch.cancellationReason.isAbsent { patch.cancellationReason = word }
      } else {
        try keepUnknown(reason.name, in: &unknown)
      }
    }
    guard isUsable(patch.orderID, .orderID) else { return false }
    patch.unknown = list(unknown)
    lists.patches.append(patch)
    return true
  }

  private func isCancelled(_ status: PayloadText) -> Bool {
    withTexts { bytes in !status.isAbsent && OrderStatus(utf8: bytes[status]) == .cancelled }
  }

  /// Reads the payload of `order-item-added`.
  ///
  /// - Returns: whether it says which item of which order.
  mutating func addedItem() throws(JSONSyntaxError) -> Bool {
    var change = ItemChange()
    var unknown: [UnknownText] = []
    while let name = try json.nextName() {
      switch field(name) {
      case .orderID: change.orderID = try nonEmptyText(.orderID)
      case .timestamp: change.timestamp = try timestamp(.timestamp)
      case let field: try readItemField(field, name, &change.item, &unknown)
      }
    }
    return try add(&change, unknown)
  }

  /// Reads the payload of `order-item-removed`.
  ///
  /// - Returns: whether it says which item of which order.
  mutating func removedItem() throws(JSONSyntaxError) -> Bool {
    var change = ItemChange()
    while let name = try json.nextName() {
      switch field(name) {
      case .orderID: change.orderID = try nonEmptyText(.orderID)
      case .itemID: change.item.itemID = try nonEmptyText(.itemID)
      case .timestamp: change.timestamp = try timestamp(.timestamp)
      default: try json.skipValue()
      }
    }
    return try add(&change, [])
  }

  private mutating func add(_ change: inout ItemChange, _ unknown: [UnknownText]) throws(JSONSyntaxError) -> Bool {
    try json.finish()
    guard isUsable(change.orderID, .orderID), isUsable(change.item.itemID, .itemID) else { return false }
    change.item.unknown = list(unknown)
    lists.changes.append(change)
    return true
  }

  private mutating func items() throws(JSONSyntaxError) -> ListPiece? {
    guard try expect(.array, .items) else { return nil }
    let start = lists.items.count
    var index = 0
    try json.enter()
    while try json.nextElement() {
      itemIndex = index
      defer { itemIndex = nil }
      if index >= Self.maximumItems {
        try json.skipValue()
      } else if let item = try item() {
        lists.items.append(item)
      }
      index += 1
    }
    if index > Self.maximumItems { report(.items, "only \(Self.maximumItems) of \(index) are kept") }
    return ListPiece(start: Int32(start), count: Int32(lists.items.count - start))
  }

  private mutating func item() throws(JSONSyntaxError) -> ItemFields? {
    let kind = try json.kind()
    guard kind == .object else {
      try json.skipValue()
      problems.add("items[\(itemIndex ?? 0)]", "expected an object, got \(kind.description)")
      return nil
    }
    var item = ItemFields()
    var unknown: [UnknownText] = []
    try json.enter()
    while let name = try json.nextName() { try readItemField(field(name), name, &item, &unknown) }
    guard isUsable(item.itemID, .itemID) else { return nil }
    item.unknown = list(unknown)
    return item
  }

  private mutating func readItemField(
    _ field: FieldName?, _ name: JSONString, _ item: inout ItemFields, _ unknown: inout [UnknownText]
  ) throws(JSONSyntaxError) {
    switch field {
    case .itemID: item.itemID = try nonEmptyText(.itemID)
    case .name: item.name = try text(.name)
    case .quantity: item.quantity = try decimal(.quantity)
    case .price: item.price = try decimal(.price)
    default: try keepUnknown(name, in: &unknown)
    }
  }

  /// Whether there is an id. That there is none is a problem, unless its value is one already.
  private mutating func isUsable(_ id: PayloadText, _ field: FieldName) -> Bool {
    if id.isAbsent, !hasProblem(field) { report(field, "missing") }
    return !id.isAbsent
  }
}
