import GRDB
import OrderProtocol
import SavedState

extension JournalRecord {
  /// An event that had a row of its own, as the first three steps of the schema kept it, and its position.
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
