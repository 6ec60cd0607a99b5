package import OrderProtocol

/// Which fields of a packed order follow.
package struct OrderPart: OptionSet {
  package private(set) var rawValue: UInt64

  package static let customerID = OrderPart(rawValue: 1 << 0)
  package static let items = OrderPart(rawValue: 1 << 1)
  package static let total = OrderPart(rawValue: 1 << 2)
  package static let itemCount = OrderPart(rawValue: 1 << 3)
  package static let submittedAt = OrderPart(rawValue: 1 << 4)
  package static let submittedAtText = OrderPart(rawValue: 1 << 5)
  package static let assignedTo = OrderPart(rawValue: 1 << 6)
  package static let trackingNumber = OrderPart(rawValue: 1 << 7)
  package static let carrier = OrderPart(rawValue: 1 << 8)
  package static let cancellationReason = OrderPart(rawValue: 1 << 9)
  package static let unknown = OrderPart(rawValue: 1 << 10)
  package static let lateItems = OrderPart(rawValue: 1 << 11)
  package static let isTotalOutdated = OrderPart(rawValue: 1 << 12)
  package static let isItemCountOutdated = OrderPart(rawValue: 1 << 13)
  package static let isCut = OrderPart(rawValue: 1 << 14)
  package static let isPartial = OrderPart(rawValue: 1 << 15)
  package static let all = OrderPart(rawValue: 1 << 16 - 1)

  package init(rawValue: UInt64) { self.rawValue = rawValue }

  /// What there is of an order.
  package init(
    customerID: Bool, items: Bool, total: Bool, itemCount: Bool, submittedAt: Bool, submittedAtText: Bool,
    assignedTo: Bool, trackingNumber: Bool, carrier: Bool, cancellationReason: Bool, unknown: Bool, lateItems: Bool,
    isTotalOutdated: Bool, isItemCountOutdated: Bool, isCut: Bool, isPartial: Bool
  ) {
    rawValue = 0
    func note(_ isThere: Bool, _ part: OrderPart) { if isThere { rawValue |= part.rawValue } }
    note(customerID, .customerID)
    note(items, .items)
    note(total, .total)
    note(itemCount, .itemCount)
    note(submittedAt, .submittedAt)
    note(submittedAtText, .submittedAtText)
    note(assignedTo, .assignedTo)
    note(trackingNumber, .trackingNumber)
    note(carrier, .carrier)
    note(cancellationReason, .cancellationReason)
    note(unknown, .unknown)
    note(lateItems, .lateItems)
    note(isTotalOutdated, .isTotalOutdated)
    note(isItemCountOutdated, .isItemCountOutdated)
    note(isCut, .isCut)
    note(isPartial, .isPartial)
  }
}

/// What of an order no query asks for is kept packed, as one value: it is smaller, and sooner saved and read, than in two
/// dozen columns.
///
/// First a number whose bits say which of the fields follow (``OrderPart``), then those, in the order of the bits; when it was
/// first heard of, counted from when it last changed; the number of its hole in the history; the id of its last event.
extension SavedOrder {
  private var parts: OrderPart {
    OrderPart(
      customerID: customerID != nil, items: !items.isEmpty, total: total != nil, itemCount: itemCount != nil,
      submittedAt: submittedAt != nil, submittedAtText: submittedAtText != nil, assignedTo: assignedTo != nil,
      trackingNumber: trackingNumber != nil, carrier: carrier != nil, cancellationReason: cancellationReason != nil,
      unknown: !unknown.isEmpty, lateItems: !lateItems.isEmpty, isTotalOutdated: isTotalOutdated,
      isItemCountOutdated: isItemCountOutdated, isCut: isCut, isPartial: isPartial)
  }

  /// Appends all fields but the id, the status and since when, the time of the last change, and the alarm.
  package func appendFields(to bytes: inout [UInt8]) {
    bytes.append(packed: parts.rawValue)
    if let customerID { bytes.append(packed: customerID) }
    if !items.isEmpty { bytes.append(packed: items) }
    if let total { bytes.append(packed: total) }
    if let itemCount { bytes.append(packed: Int64(itemCount)) }
    if let submittedAt { bytes.append(packed: submittedAt.milliseconds &- lastChanged.milliseconds) }
    if let submittedAtText { bytes.append(packed: submittedAtText) }
    if let assignedTo { bytes.append(packed: assignedTo) }
    if let trackingNumber { bytes.append(packed: trackingNumber) }
    if let carrier { bytes.append(packed: carrier) }
    if let cancellationReason { bytes.append(packed: cancellationReason) }
    if !unknown.isEmpty { bytes.append(packed: unknown) }
    if !lateItems.isEmpty {
      bytes.append(packed: UInt64(lateItems.count))
      for item in lateItems { bytes.append(packed: item) }
    }
    bytes.append(packed: firstSeen.milliseconds &- lastChanged.milliseconds)
    bytes.append(packed: UInt64(generation))
    bytes.append(packed: lastEventID)
  }

  /// An order of fields that ``appendFields(to:)`` has packed.
  package init(
    id: OrderID, status: OrderStatus, statusSince: Timestamp, lastChanged: Timestamp,
    fields: UnsafeBufferPointer<UInt8>
  ) throws(BrokenBytes) {
    var reader = PackedReader(fields)
    let parts = OrderPart(rawValue: try reader.number())
    guard parts.isSubset(of: .all) else { throw BrokenBytes() }
    self.init(
      id: id, status: status, statusSince: statusSince, firstSeen: lastChanged, lastChanged: lastChanged)
    if parts.contains(.customerID) { customerID = try reader.text() }
    if parts.contains(.items) { items = try reader.items() }
    if parts.contains(.total) { total = try reader.decimal() }
    if parts.contains(.itemCount) { itemCount = Int(try reader.signedNumber()) }
    if parts.contains(.submittedAt) { submittedAt = try reader.time(from: lastChanged) }
    if parts.contains(.submittedAtText) { submittedAtText = try reader.text() }
    if parts.contains(.assignedTo) { assignedTo = try reader.text() }
    if parts.contains(.trackingNumber) { trackingNumber = try reader.text() }
    if parts.contains(.carrier) { carrier = try reader.text() }
    if parts.contains(.cancellationReason) { cancellationReason = try reader.text() }
    if parts.contains(.unknown) { unknown = try reader.unknownFields() }
    if parts.contains(.lateItems) { for _ in 0..<(try reader.elementCount()) { lateItems.append(try reader.text()) } }
    isTotalOutdated = parts.contains(.isTotalOutdated)
    isItemCountOutdated = parts.contains(.isItemCountOutdated)
    isCut = parts.contains(.isCut)
    isPartial = parts.contains(.isPartial)
    firstSeen = try reader.time(from: lastChanged)
    guard let generation = UInt32(exactly: try reader.number()) else { throw BrokenBytes() }
    self.generation = generation
    lastEventID = try reader.text()
    guard reader.isAtEnd else { throw BrokenBytes() }
  }
}

/// Which fields of an item follow its id.
private struct ItemPart: OptionSet {
  let rawValue: UInt8

  static let name = ItemPart(rawValue: 1 << 0)
  static let quantity = ItemPart(rawValue: 1 << 1)
  static let price = ItemPart(rawValue: 1 << 2)
  static let unknown = ItemPart(rawValue: 1 << 3)
  static let all: ItemPart = [.name, .quantity, .price, .unknown]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(of item: OrderItem) {
    self = []
    if item.name != nil { insert(.name) }
    if item.quantity != nil { insert(.quantity) }
    if item.price != nil { insert(.price) }
    if !item.unknown.isEmpty { insert(.unknown) }
  }
}

extension [UInt8] {
  package mutating func append(packed items: [OrderItem]) {
    append(packed: UInt64(items.count))
    // By their places: a copy of an item counts references to its texts.
    for index in items.indices {
      append(ItemPart(of: items[index]).rawValue)
      append(packed: items[index].itemID)
      if let name = items[index].name { append(packed: name) }
      if let quantity = items[index].quantity { append(packed: quantity) }
      if let price = items[index].price { append(packed: price) }
      if !items[index].unknown.isEmpty { append(packed: items[index].unknown) }
    }
  }

  package mutating func append(packed fields: [UnknownField]) {
    append(packed: UInt64(fields.count))
    for field in fields {
      append(packed: field.name)
      append(packed: field.json)
    }
  }

  package mutating func append(packed number: DecimalNumber) {
    append(number.scale)
    append(packed: number.mantissa)
  }
}

extension PackedReader {
  fileprivate mutating func items() throws(BrokenBytes) -> [OrderItem] {
    let count = try elementCount()
    var items: [OrderItem] = []
    // A number that was made up must not cost memory.
    items.reserveCapacity(min(count, 64))
    for _ in 0..<count {
      let parts = ItemPart(rawValue: try byte())
      guard parts.isSubset(of: .all) else { throw BrokenBytes() }
      var item = OrderItem(itemID: try text())
      if parts.contains(.name) { item.name = try text() }
      if parts.contains(.quantity) { item.quantity = try decimal() }
      if parts.contains(.price) { item.price = try decimal() }
      if parts.contains(.unknown) { item.unknown = try unknownFields() }
      items.append(item)
    }
    return items
  }

  fileprivate mutating func unknownFields() throws(BrokenBytes) -> [UnknownField] {
    var fields: [UnknownField] = []
    for _ in 0..<(try elementCount()) { fields.append(UnknownField(name: try text(), json: try text())) }
    return fields
  }

  fileprivate mutating func decimal() throws(BrokenBytes) -> DecimalNumber {
    let scale = try byte()
    guard scale <= DecimalNumber.maximumScale else { throw BrokenBytes() }
    return DecimalNumber(mantissa: try signedNumber(), scale: scale)
  }

  mutating func time(from other: Timestamp) throws(BrokenBytes) -> Timestamp {
    Timestamp(milliseconds: other.milliseconds &+ (try signedNumber()))
  }
}
