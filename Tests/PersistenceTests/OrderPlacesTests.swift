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

  @Test("orders of many pages are all saved, in whatever order they come, by one process or by several")
  func many() async throws {
    let count = AgesPart.size * 3 + 5
    var random = SeededRandom(seed: 1)
    for total in 1...3 {
      let file = try #require(try await directory.opened().file)
      for part in 0..<4 {
        let numbers = (0..<count).filter { total < 3 || $0 % 7 == part }.shuffled(using: &random)
        try await file.write(
          Checkpoint(orders: numbers.map { order($0, .created, total: total * 10 + part) }, board: .at("\(total)")))
      }
      await file.close()
    }
    let orders = try await saved()
    #expect(orders.count == count)
    for number in 0..<count {
      let order = orders.first { $0.id == OrderID("order-\(number)") }
      #expect(order?.total == DecimalNumber(number % 7 < 4 ? 30 + number % 7 : 23), "order \(number)")
    }
    #expect(try number(directory.testFile, "SELECT count(*) FROM orders") == (count + 15) / OrderPage.size)
  }

  @Test("the places of orders that are gone are taken again, in this process and in later ones")
  func reused() async throws {
    func pages() throws -> Int? { try number(directory.testFile, "SELECT max(page) FROM orders") }
    func checkpoint(_ numbers: Range<Int>, isComplete: Bool = false) -> Checkpoint {
      Checkpoint(orders: numbers.map { order($0, .created, total: 1) }, isComplete: isComplete, board: .at("1"))
    }
    var file = try #require(try await directory.opened().file)
    try await file.write(checkpoint(0..<100))
    try await file.write(checkpoint(90..<100, isComplete: true))
    #expect(try number(directory.testFile, "SELECT count(*) FROM orders") == 2, "empty pages are deleted")
    try await file.write(checkpoint(200..<250))
    #expect(try pages() == 6)
    await file.close()
    file = try #require(try await directory.opened().file)
    try await file.write(checkpoint(300..<340))
    await file.close()
    #expect(try pages() == 6)
    #expect(try await saved().count == 100)
    #expect(try number(directory.testFile, "SELECT count(*) FROM ages") == 1)
  }

  @Test("places stay few where a file has pages far apart")
  func farApart() throws {
    var places = OrderPlaces()
    try places.found(OrderID("a"), at: 3, isLarge: false)
    try places.found(OrderID("b"), at: OrderPlaces.Place(OrderPage.limit * 16 - 1), isLarge: false)
    places.foundAll()
    #expect(try (0..<4).map { try places.add(OrderID("new \($0)")) } == [0, 1, 2, 4])
    #expect(throws: Damage.self) { try places.found(OrderID("a"), at: .max - 1, isLarge: false) }
    for number in 0..<(1 << 20) - 4 { _ = try places.add(OrderID(String(number))) }
    #expect(throws: Damage.self, "there is no place behind the last one") { try places.add(OrderID("too many")) }
    places.remove(OrderID("b"))
    #expect(try places.add(OrderID("c")) == OrderPlaces.Place(OrderPage.limit * 16 - 1))
  }

  @Test("a large order has a page of its own, also in later processes, until it is gone")
  func alone() async throws {
    func large(_ id: Int, total: Int) -> SavedOrder {
      var order = order(id, .created, total: total)
      order.items = (0..<10).map { OrderItem(itemID: "\($0)", name: String(repeating: "\($0)", count: 50_000)) }
      return order
    }
    func pages() throws -> [Int] {
      try (0..<9).compactMap { try number(directory.testFile, "SELECT page FROM orders WHERE page = \($0)") }
    }
    let small = (0..<20).map { order($0, .created, total: 1) }
    var expected = small
    expected[3] = large(3, total: 3)
    for round in 0..<3 {
      let file = try #require(try await directory.opened().file)
      if round == 0 { try await file.write(Checkpoint(orders: small + [large(50, total: 0)], board: .at("0"))) }
      // Between others at first, and moved.
      try await file.write(Checkpoint(orders: [expected[3], large(50, total: round)], board: .at("1")))
      try await file.write(
        Checkpoint(orders: [order(60 + round, .created, total: 1), expected[5]], board: .at("2")))
      #expect(try pages() == [0, 1, 2, 3], "two of small orders, two of large ones")
      await file.close()
      let all = expected + [large(50, total: round)] + (0...round).map { order(60 + $0, .created, total: 1) }
      #expect(try await saved() == all.sorted { $0.id < $1.id })
    }
    let file = try #require(try await directory.opened().file)
    try await file.write(Checkpoint(orders: expected, isComplete: true, board: .at("3")))
    try await file.write(Checkpoint(orders: (100..<129).map { order($0, .created, total: 1) }, board: .at("4")))
    #expect(try pages() == [0, 1, 2, 3], "the page that the other large order had is used by small ones")
    await file.close()
    #expect(try await saved().count == 49)
  }
}
