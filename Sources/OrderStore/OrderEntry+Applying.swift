import OrderProtocol

extension OrderEntry {
  /// Merges the fields that a patch carries; what it does not carry stays.
  ///
  /// - Returns: the shown fields that changed.
  mutating func merge(_ patch: OrderPatch) -> OrderFields {
    var changed = OrderFields()
    if let value = patch.customerID, value != customerID {
      customerID = value
      changed.insert(.customer)
    }
    if let value = patch.items {
      if value != items { changed.formUnion([.items, .total]) }
      items = value
      if !lateItems.isEmpty { lateItems.formIntersection(value.map(\.itemID)) }
      isTotalOutdated = true
      isItemCountOutdated = true
    }
    if let value = patch.total {
      if value != total || isTotalOutdated { changed.insert(.total) }
      total = value
      isTotalOutdated = false
    }
    if let value = patch.itemCount {
      if value != itemCount || isItemCountOutdated { changed.insert(.items) }
      itemCount = value
      isItemCountOutdated = false
    }
    if let value = patch.submittedAt {
      submittedAt = value
      submittedAtText = patch.submittedAtText
    }
    changed.formUnion(mergePlace(patch))
    for field in patch.unknown {
      if let index = unknown.firstIndex(where: { $0.name.hasSameBytes(as: field.name) }) {
        unknown[index] = field
      } else if unknown.count < Self.maximumUnknownFields {
        unknown.append(field)
      } else {
        isCut = true
      }
    }
    return changed
  }

  private mutating func mergePlace(_ patch: OrderPatch) -> OrderFields {
    var isChanged = false
    func take(_ value: String?, into field: inout String?) {
      guard let value, value != field else { return }
      field = value
      isChanged = true
    }
    take(patch.assignedTo, into: &assignedTo)
    take(patch.trackingNumber, into: &trackingNumber)
    take(patch.carrier, into: &carrier)
    take(patch.cancellationReason, into: &cancellationReason)
    return isChanged ? .place : []
  }

  /// Inserts or replaces an item by its id. Even the same item again puts total and item count out of date: only so
  /// does a replayed stretch of the stream end where it ended the first time.
  mutating func put(_ item: OrderItem) -> OrderFields {
    isTotalOutdated = true
    isItemCountOutdated = true
    if let index = items.firstIndex(where: { $0.itemID.hasSameBytes(as: item.itemID) }) {
      guard items[index] != item else { return [] }
      items[index] = item
    } else if items.count >= Self.maximumItems {
      isCut = true
      return []
    } else {
      items.append(item)
      if isSubmitted { lateItems.insert(item.itemID) }
    }
    return [.items, .total]
  }

  /// Removes an item by its id, every one of that id, and is content when there is none.
  mutating func removeItem(_ itemID: String) -> OrderFields {
    isTotalOutdated = true
    isItemCountOutdated = true
    let count = items.count
    items.removeAll { $0.itemID.hasSameBytes(as: itemID) }
    guard items.count < count else { return [] }
    if !lateItems.isEmpty { lateItems.remove(itemID) }
    return [.items, .total]
  }
}

extension String {
  /// Strings that differ in their Unicode equivalence differ in their bytes too, and most that are compared differ.
  fileprivate func hasSameBytes(as other: String) -> Bool { self == other && utf8.elementsEqual(other.utf8) }
}
