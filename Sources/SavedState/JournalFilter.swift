package import OrderProtocol

/// What may belong to the past of an order, told by the bytes of an event.
package struct JournalFilter: Sendable {
  private let id: [UInt8]
  private static let marks = [OrderEventType.replayStarted, .replayCompleted, .replayFailed].map {
    Array($0.rawValue.utf8)
  }

  package init(_ id: OrderID) { self.id = Array(id.rawValue.utf8) }

  /// Whether ``OrderPast/add(_:)`` would make anything of it.
  package func admits(_ event: JournalBlockEvent) -> Bool {
    guard let orderID = event.orderID else { return Self.marks.contains { $0.elementsEqual(event.type) } }
    return orderID.count == id.count && orderID.elementsEqual(id)
  }
}
