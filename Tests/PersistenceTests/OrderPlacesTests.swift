import OrderProtocol
import SavedState
import TestSupport
import Testing

@testable import Persistence

/// What is remembered of where orders stand must never be believed for longer than it holds.
@Suite struct OrderPlacesTests {
  let folder: TemporaryFolder
  let directory: StateDirectory

  init() throws {
    folder = try TemporaryFolder()
    directory = StateDirectory(path: folder.path("."))
  }

  private func order(_ id: Int, _ status: OrderStatus, total: Int) -> SavedOrder {
    var order = SavedOrder.numbered(id, status: status)
    order.total = DecimalNumber(total)
    return order
  }

  private func saved() async throws -> [SavedOrder] {
    let opening = try await directory.opened()
    await opening.file?.close()
    return try #require(opening.board).orders.sorted { $0.id < $1.id }
  }

  @Test("an order that changes again and again keeps one row, whatever happens to its status")
  func again() async throws {
    let file = try #require(try await directory.opened().file)
    let lives: [OrderStatus] = [.created, .created, .pending, .other("ON_HOLD"), .shipped, .shipped, .created]
    for (total, status) in lives.enumerated() {
      try await file.write(
        Checkpoint(orders: [order(1, status, total: total), order(2, .pending, total: total)], board: .at("\(total)")))
    }
    await file.close()
    #expect(try await saved() == [order(1, .created, total: 6), order(2, .pending, total: 6)])
  }

  @Test("a complete checkpoint deletes orders; one of them that comes back is a new row")
  func deleted() async throws {
    let file = try #require(try await directory.opened().file)
    try await file.write(
      Checkpoint(orders: [order(1, .created, total: 1), order(2, .created, total: 1)], board: .at("1")))
    try await file.write(Checkpoint(orders: [order(2, .created, total: 2)], isComplete: true, board: .at("2")))
    try await file.write(
      Checkpoint(orders: [order(1, .created, total: 3), order(2, .created, total: 3)], board: .at("3")))
    await file.close()
    #expect(try await saved() == [order(1, .created, total: 3), order(2, .created, total: 3)])
  }

  @Test("an order that was archived and is heard of again leaves the archive")
  func archived() async throws {
    let file = try #require(try await directory.opened().file)
    let old = SavedOrder.numbered(1, status: .shipped, changed: Timestamp.noon.earlier(by: .seconds(48 * 3600)))
    try await file.write(Checkpoint(orders: [old], board: .at("1")))
    try await file.write(Checkpoint(orders: [order(2, .created, total: 1)], board: .at("2")))
    try await file.write(Checkpoint(orders: [order(1, .shipped, total: 9)], board: .at("3")))
    await file.close()
    #expect(try await saved() == [order(1, .shipped, total: 9), order(2, .created, total: 1)])
  }

  @Test("what a write that failed has put somewhere is not believed")
  func failed() async throws {
    let file = try #require(try await directory.opened().file)
    try await file.write(Checkpoint(orders: [order(1, .created, total: 1)], board: .at("1")))
    try changeByHand(
      directory.testFile, "CREATE TRIGGER refuse BEFORE INSERT ON stream BEGIN SELECT RAISE(ABORT, 'no'); END")
    await #expect(throws: StateError.self) {
      try await file.write(Checkpoint(orders: [order(2, .created, total: 2)], board: .at("2")))
    }
    try changeByHand(directory.testFile, "DROP TRIGGER refuse")
    try await file.write(Checkpoint(orders: [order(3, .created, total: 3)], board: .at("3")))
    try await file.write(Checkpoint(orders: [order(2, .created, total: 4)], board: .at("4")))
    await file.close()
    #expect(
      try await saved() == [order(1, .created, total: 1), order(2, .created, total: 4), order(3, .created, total: 3)])
  }

  @Test("more orders than are remembered are all saved")
  func many() async throws {
    let count = OrderPlaces.limit + 100
    let file = try #require(try await directory.opened().file)
    for total in 1...2 {
      try await file.write(
        Checkpoint(orders: (0..<count).map { order($0, .created, total: total) }, board: .at("\(total)")))
    }
    await file.close()
    let orders = try await saved()
    #expect(orders.count == count && orders.allSatisfy { $0.total == DecimalNumber(2) })
  }
}
