package import OrderProtocol

/// What stands at the beginning of a packed order: whose it is, and how old.
package struct OrderHead: Equatable, Sendable {
  package let id: OrderID
  package let status: OrderStatus
  /// See ``SavedOrder``.
  package let statusSince: Timestamp
  package let lastChanged: Timestamp
  package let hasAlarm: Bool

  fileprivate static let alarmBit: UInt8 = 1 << 3

  package init(_ order: borrowing SavedOrder) {
    self.init(
      id: order.id, status: order.status, statusSince: order.statusSince, lastChanged: order.lastChanged,
      hasAlarm: order.alarm != nil)
  }

  package init(id: OrderID, status: OrderStatus, statusSince: Timestamp, lastChanged: Timestamp, hasAlarm: Bool) {
    self.id = id
    self.status = status
    self.statusSince = statusSince
    self.lastChanged = lastChanged
    self.hasAlarm = hasAlarm
  }

  /// Appends it, and the alarm that follows it.
  package func append(to bytes: inout [UInt8], alarm: SavedAlarm?) {
    bytes.append(status.number | (alarm == nil ? 0 : Self.alarmBit))
    bytes.append(packed: id.rawValue)
    if case .other(let word) = status { bytes.append(packed: word) }
    bytes.append(packed: statusSince.milliseconds)
    bytes.append(packed: lastChanged.milliseconds &- statusSince.milliseconds)
    if let alarm { bytes.append(packed: alarm) }
  }

  /// Of an order that ``SavedOrder/append(to:)`` has packed.
  package init(packed bytes: UnsafeBufferPointer<UInt8>) throws(BrokenBytes) {
    var reader = PackedReader(bytes)
    try self.init(&reader)
  }

  fileprivate init(_ reader: inout PackedReader) throws(BrokenBytes) {
    let first = try reader.byte()
    hasAlarm = first & Self.alarmBit != 0
    id = OrderID(try reader.text())
    let number = first & ~Self.alarmBit
    if let known = OrderStatus(number: number) {
      status = known
    } else {
      guard number == 0 else { throw BrokenBytes() }
      status = OrderStatus(try reader.text())
    }
    statusSince = Timestamp(milliseconds: try reader.signedNumber())
    lastChanged = try reader.time(from: statusSince)
  }
}

extension OrderStatus {
  /// A number for those that the protocol names, 0 for all others.
  package var number: UInt8 {
    switch self {
    case .created: 1
    case .pending: 2
    case .processing: 3
    case .shipped: 4
    case .cancelled: 5
    case .other: 0
    }
  }

  /// `nil`: none that the protocol names.
  package init?(number: UInt8) {
    switch number {
    case 1: self = .created
    case 2: self = .pending
    case 3: self = .processing
    case 4: self = .shipped
    case 5: self = .cancelled
    default: return nil
    }
  }
}

/// A whole order, packed: its head, which is a byte for its status with a bit that says whether it has an alarm, its id,
/// the status' word where the protocol has none, since when it has it, and when it last changed, counted from there; then
/// the alarm; then all other fields, see ``SavedOrder/appendFields(to:)``. Times are milliseconds since 1970.
extension SavedOrder {
  package func append(to bytes: inout [UInt8]) {
    OrderHead(self).append(to: &bytes, alarm: alarm)
    appendFields(to: &bytes)
  }

  /// An order that ``append(to:)`` has packed.
  package init(packed bytes: UnsafeBufferPointer<UInt8>) throws(BrokenBytes) {
    var reader = PackedReader(bytes)
    let head = try OrderHead(&reader)
    let alarm = head.hasAlarm ? try reader.alarm() : nil
    try self.init(
      id: head.id, status: head.status, statusSince: head.statusSince, lastChanged: head.lastChanged,
      fields: reader.rest)
    self.alarm = alarm
  }
}

/// An alarm is a byte of its cause, its phase, and what follows; since when; its status' word; until when it is put off.
private enum AlarmBits {
  static let cancelled: UInt8 = 1 << 0
  static let acknowledged: UInt8 = 1 << 1
  static let cleared: UInt8 = 1 << 2
  static let status: UInt8 = 1 << 3
  static let shelved: UInt8 = 1 << 4
}

extension [UInt8] {
  fileprivate mutating func append(packed alarm: SavedAlarm) {
    var bits: UInt8 = alarm.cause == .cancelled ? AlarmBits.cancelled : 0
    switch alarm.phase {
    case .raised: break
    case .acknowledged: bits |= AlarmBits.acknowledged
    case .cleared: bits |= AlarmBits.cleared
    }
    if alarm.status != nil { bits |= AlarmBits.status }
    if alarm.shelvedUntil != nil { bits |= AlarmBits.shelved }
    append(bits)
    append(packed: alarm.since.milliseconds)
    if let status = alarm.status { append(packed: status.word) }
    if let shelvedUntil = alarm.shelvedUntil { append(packed: shelvedUntil.milliseconds) }
  }
}

extension PackedReader {
  fileprivate mutating func alarm() throws(BrokenBytes) -> SavedAlarm {
    let bits = try byte()
    let phase: SavedAlarm.Phase
    switch bits & (AlarmBits.acknowledged | AlarmBits.cleared) {
    case 0: phase = .raised
    case AlarmBits.acknowledged: phase = .acknowledged
    case AlarmBits.cleared: phase = .cleared
    default: throw BrokenBytes()
    }
    guard bits < AlarmBits.shelved << 1 else { throw BrokenBytes() }
    var alarm = SavedAlarm(
      bits & AlarmBits.cancelled == 0 ? .late : .cancelled, phase, since: Timestamp(milliseconds: try signedNumber()))
    if bits & AlarmBits.status != 0 { alarm.status = OrderStatus(try text()) }
    if bits & AlarmBits.shelved != 0 { alarm.shelvedUntil = Timestamp(milliseconds: try signedNumber()) }
    return alarm
  }
}
