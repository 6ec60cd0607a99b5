import OrderProtocol
import SavedState

/// Writes orders in one of the formats of `export`, as bytes.
protocol OrderWriter {
  /// What has been written and not been taken out yet.
  var bytes: [UInt8] { get }

  mutating func add(_ order: SavedOrder)
  /// No order follows.
  mutating func finish()
  mutating func take() -> [UInt8]
}

/// A JSON array, one order per line.
struct OrderJSONWriter: OrderWriter {
  private var json = JSONBuffer(leavesOutUnknown: true)
  private var isEmpty = true

  var bytes: [UInt8] { json.bytes }

  mutating func add(_ order: SavedOrder) {
    json.addText(isEmpty ? "[\n" : ",\n")
    isEmpty = false
    json.add(order)
  }

  mutating func finish() { json.addText(isEmpty ? "[]\n" : "\n]\n") }

  mutating func take() -> [UInt8] { json.take() }
}

/// Lines of comma-separated values.
///
/// Source: RFC 4180.
struct OrderCSVWriter: OrderWriter {
  static let columns = [
    "orderId", "customerId", "status", "items", "total", "itemCount", "submittedAt", "assignedTo", "trackingNumber",
    "carrier", "cancellationReason",
  ]

  private var csv: CSVBuffer
  private var items = JSONBuffer(leavesOutUnknown: true)

  /// - Parameter isForTerminal: replace what would act on a terminal.
  init(isForTerminal: Bool) {
    csv = CSVBuffer(isForTerminal: isForTerminal)
    for column in Self.columns { csv.add(column) }
    csv.endLine()
  }

  var bytes: [UInt8] { csv.bytes }

  mutating func add(_ order: SavedOrder) {
    csv.add(order.id.rawValue)
    csv.add(order.customerID)
    csv.add(order.status.word)
    items.addItems(order.items)
    csv.add(items.take())
    csv.add(order.total?.description)
    csv.add(order.itemCount.map(String.init))
    csv.add(order.submittedAtAsStated)
    csv.add(order.assignedTo)
    csv.add(order.trackingNumber)
    csv.add(order.carrier)
    csv.add(order.cancellationReason)
    csv.endLine()
  }

  mutating func finish() {}

  mutating func take() -> [UInt8] { csv.take() }
}

extension JSONBuffer {
  /// An order, as `export` has it.
  mutating func add(_ order: SavedOrder) {
    object { json in
      json.add("orderId", order.id.rawValue)
      json.add("customerId", order.customerID)
      json.add("status", order.status.word)
      json.add("items", unlessUnknown: order.items) { $0.addItems($1) }
      json.add("total", order.total)
      json.add("itemCount", order.itemCount)
      json.add("submittedAt", order.submittedAtAsStated)
      json.add("assignedTo", order.assignedTo)
      json.add("trackingNumber", order.trackingNumber)
      json.add("carrier", order.carrier)
      json.add("cancellationReason", order.cancellationReason)
    }
  }

  fileprivate mutating func addItems(_ items: [OrderItem]) {
    array(items) { json, item in
      json.object { json in
        json.add("itemId", item.itemID)
        json.add("name", item.name)
        json.add("quantity", item.quantity)
        json.add("price", item.price)
      }
    }
  }
}

extension SavedOrder {
  /// As the server wrote it.
  fileprivate var submittedAtAsStated: String? { submittedAtText ?? submittedAt?.iso8601 }
}
