import OrderProtocol
import SavedState

extension SavedOrder {
  /// The columns of an order, in the order in which they are written and read. The checksum comes after them.
  static let columns = ["order_id", "status", "status_since", "last_changed", "fields", "alarm"]

  func write(to parameters: inout Parameters) {
    parameters.add(id.rawValue)
    parameters.add(status.word)
    parameters.add(statusSince.milliseconds)
    parameters.add(lastChanged.milliseconds)
    parameters.addBlob { appendFields(to: &$0) }
    parameters.addLater(alarm.map { JSONValue($0).description })
  }

  init(_ columns: inout Columns) {
    let id = OrderID(columns.text())
    let status = OrderStatus(columns.text())
    let statusSince = columns.timestamp()
    let lastChanged = columns.timestamp()
    do {
      try self.init(
        id: id, status: status, statusSince: statusSince, lastChanged: lastChanged, fields: columns.blob())
    } catch {
      columns.markBroken()
      self.init(id: id, statusSince: statusSince, firstSeen: lastChanged, lastChanged: lastChanged)
    }
    alarm = columns.alarm()
  }
}

extension Columns {
  mutating func timestamp() -> Timestamp { Timestamp(milliseconds: integer()) }

  mutating func optionalTimestamp() -> Timestamp? { optionalInteger().map { Timestamp(milliseconds: $0) } }

  mutating func generation() -> UInt32 {
    let value = integer()
    if UInt32(exactly: value) == nil { markBroken() }
    return UInt32(truncatingIfNeeded: value)
  }
}
