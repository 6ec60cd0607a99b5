import OrderProtocol

extension OrderEntry {
  /// Texts up to so many bytes weigh nothing, and neither do so many items: orders as shops have them.
  static let lightText = 1024
  static let lightItems = 256
  /// What the long texts and the many items of one order may weigh, in bytes.
  static let maximumWeight = 2 * 1024 * 1024

  /// How many bytes its long texts and all items beyond the first ones take up.
  func weighed() -> Int {
    var weight = 0
    for text in [customerID, submittedAtText, assignedTo, trackingNumber, carrier, cancellationReason] {
      weight += text?.weight ?? 0
    }
    for field in unknown { weight += field.weight }
    for (index, item) in items.enumerated() {
      weight += index < Self.lightItems ? item.weight : item.size
    }
    return weight
  }

  /// Leaves long texts, then items out, the last first, until it weighs no more than so much.
  ///
  /// - Returns: what it weighs then.
  mutating func lighten(to limit: Int) -> Int {
    var weight = weighed()
    guard weight > limit else { return weight }
    isCut = true
    while weight > limit, let index = unknown.lastIndex(where: { $0.weight > 0 }) {
      weight -= unknown.remove(at: index).weight
    }
    while weight > limit, items.count > Self.lightItems, let last = items.popLast() { weight -= last.size }
    for index in items.indices.reversed() where weight > limit && items[index].weight > 0 {
      weight -= items[index].weight
      items.remove(at: index)
    }
    if !lateItems.isEmpty { lateItems.formIntersection(items.map(\.itemID)) }
    for field in [
      \OrderEntry.cancellationReason, \.carrier, \.trackingNumber, \.assignedTo, \.submittedAtText, \.customerID,
    ] where weight > limit {
      guard let text = self[keyPath: field], text.weight > 0 else { continue }
      self[keyPath: field] = nil
      weight -= text.weight
    }
    return weight
  }
}

extension String {
  fileprivate var weight: Int { utf8.count > OrderEntry.lightText ? utf8.count : 0 }
}

extension UnknownField {
  fileprivate var weight: Int { name.weight + json.weight }
}

extension OrderItem {
  fileprivate var weight: Int {
    itemID.weight + (name?.weight ?? 0) + (unknown.isEmpty ? 0 : unknown.reduce(0) { $0 + $1.weight })
  }

  /// All of it, the value itself included.
  fileprivate var size: Int {
    let texts = itemID.utf8.count + (name?.utf8.count ?? 0)
    return MemoryLayout<OrderItem>.stride + unknown.reduce(texts) { $0 + $1.name.utf8.count + $1.json.utf8.count }
  }
}
