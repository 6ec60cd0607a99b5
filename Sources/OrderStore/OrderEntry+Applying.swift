import OrderProtocol

extension OrderEntry {
  /// Merges the fields that a patch carries; what it does not carry stays.
  ///
  /// - Parameter view: where what the patch says lies.
  /// - Returns: the shown fields that changed.
  mutating func merge(_ patch: PatchFields, _ view: PayloadView) -> OrderFields {
    var changed = OrderFields()
    if Self.take(patch.customerID, into: &customerID, view.bytes) { changed.insert(.customer) }
    if let piece = patch.items {
      let value = view.items(piece)
      if !items.elementsEqual(value, by: { view.isSame($1, as: $0) }) { changed.formUnion([.items, .total]) }
      if !items.elementsEqual(value, by: { view.isWritten($1, as: $0) }) {
        items = value.map { view.item($0) }
        if !lateItems.isEmpty { lateItems.formIntersection(items.map(\.itemID)) }
      }
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
      if !rare.isEmpty || !patch.submittedAtText.isAbsent {
        submittedAtText = view.bytes.string(patch.submittedAtText)
      }
    }
    changed.formUnion(mergePlace(patch, view.bytes))
    if !patch.unknown.isEmpty { mergeUnknown(view.fields(patch.unknown)) }
    return changed
  }

  private mutating func mergeUnknown(_ fields: [UnknownField]) {
    for field in fields {
      if let index = unknown.firstIndex(where: { $0.name.hasSameBytes(as: field.name) }) {
        unknown[index] = field
      } else if unknown.count < Self.maximumUnknownFields {
        unknown.append(field)
      } else {
        isCut = true
      }
    }
  }

  private mutating func mergePlace(_ patch: PatchFields, _ bytes: PayloadBytes) -> OrderFields {
    var isChanged = Self.take(patch.assignedTo, into: &assignedTo, bytes)
    // To ask for them makes room for all that few orders have.
    if !patch.trackingNumber.isAbsent {
      isChanged = Self.take(patch.trackingNumber, into: &trackingNumber, bytes) || isChanged
    }
    if !patch.carrier.isAbsent { isChanged = Self.take(patch.carrier, into: &carrier, bytes) || isChanged }
    if !patch.cancellationReason.isAbsent {
      isChanged = Self.take(patch.cancellationReason, into: &cancellationReason, bytes) || isChanged
    }
    return isChanged ? .place : []
  }

  /// Takes a text that a patch carries into a field. No string is made of what is there already.
  ///
  /// - Returns: whether it is another one.
  @inline(__always)
  private static func take(_ text: PayloadText, into field: inout String?, _ bytes: PayloadBytes) -> Bool {
    guard !text.isAbsent, !bytes.isSame(text, as: field) else { return false }
    field = bytes.string(text)
    return true
  }

  /// Inserts or replaces an item by its id. Even the same item again puts total and item count out of date: only so
  /// does a replayed stretch of the stream end where it ended the first time.
  mutating func put(_ item: ItemFields, _ view: PayloadView) -> OrderFields {
    isTotalOutdated = true
    isItemCountOutdated = true
    let id = view.bytes[item.itemID]
    if let index = index(ofItem: id) {
      guard !view.isSame(item, as: items[index]) else { return [] }
      items[index] = view.item(item)
    } else if items.count >= Self.maximumItems {
      isCut = true
      return []
    } else {
      items.append(view.item(item))
      if isSubmitted { lateItems.insert(String(utf8: id)) }
    }
    return [.items, .total]
  }

  /// Where an item of that id is. Nothing is copied, as a closure's argument would be.
  private func index(ofItem id: UnsafeBufferPointer<UInt8>) -> Int? {
    for index in items.indices where items[index].itemID.hasBytes(id) { return index }
    return nil
  }

  /// Removes an item by its id, every one of that id, and is content when there is none.
  mutating func removeItem(_ id: UnsafeBufferPointer<UInt8>) -> OrderFields {
    isTotalOutdated = true
    isItemCountOutdated = true
    guard index(ofItem: id) != nil else { return [] }
    items.removeAll { $0.itemID.hasBytes(id) }
    if !lateItems.isEmpty { lateItems.remove(String(utf8: id)) }
    return [.items, .total]
  }
}

extension String {
  /// Strings that differ in their Unicode equivalence differ in their bytes too, and most that are compared differ.
  fileprivate func hasSameBytes(as other: String) -> Bool { self == other && utf8.elementsEqual(other.utf8) }
}
