import OrderProtocol
import SavedState

extension JournalRecord {
  /// The columns of an event, in the order in which they are written and read: what is looked for comes before the
  /// payload, which may be large. The checksum comes after them.
  static let columns = ["position", "order_id", "type", "event_id", "received_at", "event_time", "data"]

  /// What it counts against ``Retention/journalBytes``; at least 1, so that positions increase.
  var size: Int64 { Int64(max(1, eventID.utf8.count + type.utf8.count + data.utf8.count)) }

  func write(to parameters: inout Parameters, position: Int64) {
    parameters.add(position)
    parameters.add(orderID?.rawValue)
    parameters.add(type)
    parameters.add(eventID)
    parameters.add(receivedAt.milliseconds)
    parameters.add(eventTime?.milliseconds)
    parameters.add(data)
  }

  init(_ columns: inout Columns, position: inout Int64) {
    position = columns.integer()
    let orderID = columns.optionalText().map { OrderID($0) }
    let type = columns.text()
    let eventID = columns.text()
    let receivedAt = columns.timestamp()
    let eventTime = columns.optionalTimestamp()
    self.init(
      eventID: eventID, type: type, orderID: orderID, receivedAt: receivedAt, eventTime: eventTime,
      data: columns.text())
  }
}
