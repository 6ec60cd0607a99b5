package import OrderProtocol

/// An order that can be saved: its fields where they are. See ``SavedOrder``.
///
/// What packs it is inlined where it is packed: an order of the board is not copied for it, and a copy of its dozen texts
/// would cost more than to pack them.
package protocol SavableOrder {
  var id: OrderID { get }
  var customerID: String? { get }
  var status: OrderStatus { get }
  var items: [OrderItem] { get }
  var total: DecimalNumber? { get }
  var itemCount: Int? { get }
  var submittedAt: Timestamp? { get }
  var submittedAtText: String? { get }
  var assignedTo: String? { get }
  var trackingNumber: String? { get }
  var carrier: String? { get }
  var cancellationReason: String? { get }
  var unknown: [UnknownField] { get }
  var sortedLateItems: [String] { get }
  var isTotalOutdated: Bool { get }
  var isItemCountOutdated: Bool { get }
  var isCut: Bool { get }
  var isPartial: Bool { get }
  var statusSince: Timestamp { get }
  var firstSeen: Timestamp { get }
  var lastChanged: Timestamp { get }
  var lastEventID: String { get }
  var generation: UInt32 { get }
}

extension SavedOrder: SavableOrder {
  package var sortedLateItems: [String] { lateItems }
}

/// Which fields of an order follow.
@usableFromInline
struct OrderPart: OptionSet {
  @usableFromInline let rawValue: UInt64

  @usableFromInline
  init(rawValue: UInt64) { self.rawValue = rawValue }

  @inlinable static var customerID: OrderPart { OrderPart(rawValue: 1 << 0) }
  @inlinable static var items: OrderPart { OrderPart(rawValue: 1 << 1) }
  @inlinable static var total: OrderPart { OrderPart(rawValue: 1 << 2) }
  @inlinable static var itemCount: OrderPart { OrderPart(rawValue: 1 << 3) }
  @inlinable static var submittedAt: OrderPart { OrderPart(rawValue: 1 << 4) }
  @inlinable static var submittedAtText: OrderPart { OrderPart(rawValue: 1 << 5) }
  @inlinable static var assignedTo: OrderPart { OrderPart(rawValue: 1 << 6) }
  @inlinable static var trackingNumber: OrderPart { OrderPart(rawValue: 1 << 7) }
  @inlinable static var carrier: OrderPart { OrderPart(rawValue: 1 << 8) }
  @inlinable static var cancellationReason: OrderPart { OrderPart(rawValue: 1 << 9) }
  @inlinable static var unknown: OrderPart { OrderPart(rawValue: 1 << 10) }
  @inlinable static var lateItems: OrderPart { OrderPart(rawValue: 1 << 11) }
  @inlinable static var isTotalOutdated: OrderPart { OrderPart(rawValue: 1 << 12) }
  @inlinable static var isItemCountOutdated: OrderPart { OrderPart(rawValue: 1 << 13) }
  @inlinable static var isCut: OrderPart { OrderPart(rawValue: 1 << 14) }
  @inlinable static var isPartial: OrderPart { OrderPart(rawValue: 1 << 15) }
  @inlinable static var all: OrderPart { OrderPart(rawValue: 1 << 16 - 1) }
}

/// What of an order no query asks for is kept packed, as one value: it is smaller, and sooner saved and read, than in two
/// dozen columns.
///
/// First a number whose bits say which of the fields follow (``Part``), then those, in the order of the bits; when it was
/// first heard of, counted from when it last changed; the number of its hole in the history; the id of its last event.
extension SavableOrder {
  @inlinable
  var parts: OrderPart {
    var parts: OrderPart = []
    func note(_ part: OrderPart, if isThere: Bool) { if isThere { parts.insert(part) } }
    note(.customerID, if: customerID != nil)
    note(.items, if: !items.isEmpty)
    note(.total, if: total != nil)
    note(.itemCount, if: itemCount != nil)
    note(.submittedAt, if: submittedAt != nil)
    note(.submittedAtText, if: submittedAtText != nil)
    note(.assignedTo, if: assignedTo != nil)
    note(.trackingNumber, if: trackingNumber != nil)
    note(.carrier, if: carrier != nil)
    note(.cancellationReason, if: cancellationReason != nil)
    note(.unknown, if: !unknown.isEmpty)
    note(.lateItems, if: !sortedLateItems.isEmpty)
    note(.isTotalOutdated, if: isTotalOutdated)
    note(.isItemCountOutdated, if: isItemCountOutdated)
    note(.isCut, if: isCut)
    note(.isPartial, if: isPartial)
    return parts
  }

  /// Appends all fields but the id, the status and since when, the time of the last change, and the alarm.
  @inlinable
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
    let late = sortedLateItems
    if !late.isEmpty {
      bytes.append(packed: UInt64(late.count))
      for item in late { bytes.append(packed: item) }
    }
    bytes.append(packed: firstSeen.milliseconds &- lastChanged.milliseconds)
    bytes.append(packed: UInt64(generation))
    bytes.append(packed: lastEventID)
  }

  /// How many bytes the texts have that may be long.
  @inlinable package var longTexts: Int {
    var size = 0
    for index in items.indices {
      size += items[index].itemID.utf8.count + (items[index].name?.utf8.count ?? 0)
      for field in items[index].unknown { size += field.name.utf8.count + field.json.utf8.count }
    }
    for field in unknown { size += field.name.utf8.count + field.json.utf8.count }
    size += customerID?.utf8.count ?? 0
    size += assignedTo?.utf8.count ?? 0
    size += trackingNumber?.utf8.count ?? 0
    size += carrier?.utf8.count ?? 0
    size += cancellationReason?.utf8.count ?? 0
    return size
  }
}

extension SavedOrder {
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
