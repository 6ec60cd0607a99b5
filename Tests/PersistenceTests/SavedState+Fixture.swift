import OrderProtocol
import Persistence
import SavedState
import TestSupport

/// Everything of a value, numbers with their scale and texts by their bytes, which `==` leaves out. Dictionaries have no
/// order, so there may be none in it.
struct Exact: Equatable, CustomStringConvertible {
  let description: String

  init(_ value: Any) {
    var text = ""
    dump(value, to: &text)
    description = text
  }

  static func == (one: Exact, other: Exact) -> Bool { one.description.utf8.elementsEqual(other.description.utf8) }
}

extension StreamIdentity {
  static let test = StreamIdentity(
    url: "https://orders.example:8443/v1/orders/live?customerId=7", source: "orders.example:8443",
    filters: ["customerId=7"])
}

extension Timestamp {
  static let noon = Timestamp(milliseconds: 1_721_044_800_000)

  func adding(_ duration: Duration) -> Timestamp {
    Timestamp(milliseconds: milliseconds + duration.components.seconds * 1000)
  }
}

extension SavedOrder {
  /// An order with its fields filled in, different for each number.
  static func numbered(_ number: Int, status: OrderStatus = .pending, changed: Timestamp = .noon) -> SavedOrder {
    SavedOrder(
      id: OrderID("order-\(number)"), customerID: "cust-\(number % 100)", status: status,
      items: (0..<3).map { index in
        OrderItem(
          itemID: "item-\(number)-\(index)", name: "Widget number \(index)", quantity: DecimalNumber(index + 1),
          price: DecimalNumber(mantissa: Int64(number % 10_000) * 10, scale: 2))
      }, total: DecimalNumber(mantissa: Int64(number) * 100, scale: 2), itemCount: 3, submittedAt: changed,
      assignedTo: "warehouse-1", statusSince: changed, firstSeen: changed, lastChanged: changed,
      lastEventID: String(number))
  }
}

extension BoardRecord {
  static func at(_ lastEventID: String, savedAt: Timestamp = .noon) -> BoardRecord {
    var board = BoardRecord(savedAt: savedAt)
    board.lastEventID = lastEventID
    return board
  }
}

extension StateOpening {
  var file: StateFile? { if case .writer(let file, _, _) = self { file } else { nil } }
  var setAside: String? { if case .writer(_, _, let path) = self { path } else { nil } }

  var board: SavedBoard? {
    switch self {
    case .writer(_, let board, _), .reader(let board, _): board
    }
  }
}

extension StateDirectory {
  /// Opens the state for writing, with what may matter to a test.
  func opened(
    retention: Retention = Retention(), fresh: Bool = false, isLateStart: Bool = false, now: Timestamp = .noon
  ) async throws -> StateOpening {
    try await open(.test, retention: retention, fresh: fresh, isLateStart: isLateStart, now: now)
  }

  var testFile: String { file(of: .test) }
  var testLock: String { testFile.dropLast(7) + ".lock" }

  /// The name of a file that was set aside.
  func aside(_ what: String) -> String { testFile.dropLast(7) + ".\(what).sqlite" }
}
