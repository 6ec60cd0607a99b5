import OrderProtocol
import Persistence
import SavedState
import TestSupport
import Testing

@Suite struct StateReaderTests {
  let folder: TemporaryFolder
  let directory: StateDirectory

  init() throws {
    folder = try TemporaryFolder()
    directory = StateDirectory(path: folder.path("."))
  }

  private func orders(_ reader: StateReader) throws -> [SavedOrder] {
    var orders: [SavedOrder] = []
    try reader.forEachOrder { orders.append($0) }
    return orders
  }

  @Test("a file that is not there, and one that nothing was saved to, are no state")
  func nothing() async throws {
    #expect(try StateReader.open(directory.testFile) == nil)
    let file = try await directory.opened().file
    #expect(try StateReader.open(directory.testFile) == nil)
    await file?.close()
    #expect(try StateReader.open(directory.testFile) == nil)
  }

  @Test("orders come by the bytes of their ids, those that left the board among them")
  func exportOrder() async throws {
    let file = try #require(try await directory.opened().file)
    let hostile = Checkpoint.hostile.orders
    let old = SavedOrder.numbered(77, status: .shipped, changed: .noon.adding(.seconds(-100_000)))
    try await file.write(Checkpoint(orders: hostile + [old], board: .at("1")))
    let reader = try #require(try StateReader.open(directory.testFile))
    let exported = try orders(reader)
    #expect(Exact(exported) == Exact((hostile + [old]).sorted { $0.id < $1.id }))
    await file.close()
  }

  @Test("the summary counts late and warned orders by status, and names the oldest")
  func summary() async throws {
    let file = try #require(try await directory.opened().file)
    let orders = (0..<10).map { SavedOrder.numbered($0, changed: .noon.adding(.seconds($0))) }
    let others = [
      SavedOrder.numbered(20, status: .other("HELD"), changed: .noon),
      .numbered(21, status: .shipped, changed: .noon), .numbered(22, status: .processing, changed: .noon),
    ]
    var board = BoardRecord.at("1")
    board.counts = ["PENDING": 10]
    try await file.write(Checkpoint(orders: orders + others, board: board))
    let reader = try #require(try StateReader.open(directory.testFile))
    let limits: [String: Timestamp] = ["PENDING": .noon.adding(.seconds(2)), "HELD": .noon, "SHIPPED": .noon]
    let summary = try reader.summary(late: limits, warned: ["PENDING": .noon.adding(.seconds(4)), "CREATED": .noon])
    var expected = StateSummary(source: "orders.example:8443", filters: ["customerId=7"], board: board)
    expected.late = ["PENDING": 3, "HELD": 1, "SHIPPED": 0]
    expected.warned = ["PENDING": 5, "CREATED": 0]
    expected.oldest = [
      "PENDING": StateSummary.OldestOrder(id: OrderID("order-0"), since: .noon),
      "HELD": StateSummary.OldestOrder(id: OrderID("order-20"), since: .noon),
    ]
    #expect(summary == expected)
    await file.close()
  }

  @Test("the statuses of open orders, each once; of very many only some")
  func statuses() async throws {
    let file = try #require(try await directory.opened().file)
    let words = ["ON_HOLD", "*", "", "ON_HOLD", "日本"]
    var orders = words.enumerated().map { SavedOrder.numbered($0, status: .other($1)) }
    orders += [.numbered(20, status: .shipped), .numbered(21, status: .cancelled), .numbered(22, status: .pending)]
    try await file.write(Checkpoint(orders: orders, board: .at("1")))
    let reader = try #require(try StateReader.open(directory.testFile))
    #expect(try reader.openStatuses() == ["", "*", "ON_HOLD", "PENDING", "日本"])
    let many = (100..<1_100).map { SavedOrder.numbered($0, status: .other("S\($0)")) }
    try await file.write(Checkpoint(orders: many, board: .at("2")))
    let statuses = try #require(try StateReader.open(directory.testFile)).openStatuses()
    #expect(statuses.count == 200 && Set(statuses).count == 200)
    await file.close()
  }

  @Test("orders of statuses that the protocol does not name are counted among those of other statuses")
  func otherStatuses() async throws {
    let file = try #require(try await directory.opened().file)
    let orders = (0..<100).map { number in
      SavedOrder.numbered(
        number, status: [.pending, .other("HELD"), .shipped, .other("")][number % 4],
        changed: .noon.adding(.seconds(number)))
    }
    try await file.write(Checkpoint(orders: orders, board: .at("1")))
    let reader = try #require(try StateReader.open(directory.testFile))
    let limits = ["HELD": Timestamp.noon.adding(.seconds(41)), "": .noon.adding(.seconds(2)), "PENDING": .noon]
    let summary = try reader.summary(late: limits, warned: [:])
    #expect(summary.late == ["HELD": 11, "": 0, "PENDING": 1])
    #expect(summary.oldest.mapValues(\.id.rawValue) == ["HELD": "order-1", "": "order-3", "PENDING": "order-0"])
    #expect(try reader.openStatuses() == ["", "HELD", "PENDING"])
    await file.close()
  }

  @Test("a reader sees one moment, whatever is written meanwhile")
  func oneMoment() async throws {
    let file = try #require(try await directory.opened().file)
    try await file.write(Checkpoint(orders: [.numbered(1)], board: .at("1")))
    let reader = try #require(try StateReader.open(directory.testFile))
    try await file.write(Checkpoint(orders: [.numbered(1, status: .shipped), .numbered(2)], board: .at("2")))
    #expect(try orders(reader) == [.numbered(1)])
    #expect(try reader.summary(late: [:], warned: [:]).board == .at("1"))
    await file.close()
  }

  @Test("an error of whoever takes the orders comes back as it is")
  func refusal() async throws {
    struct Full: Error, Equatable {}
    let file = try #require(try await directory.opened().file)
    try await file.write(Checkpoint(orders: [.numbered(1), .numbered(2)], board: .at("1")))
    let reader = try #require(try StateReader.open(directory.testFile))
    #expect(throws: Full()) { try reader.forEachOrder { _ in throw Full() } }
    #expect(try orders(reader).count == 2)
    await file.close()
  }

  @Test("the past of single orders is read beside their writer, each time as it is then")
  func past() async throws {
    let past = directory.past(of: .test)
    #expect(try await past.recall([OrderID("order-1")]) == [])
    #expect(try await past.timeline(of: OrderID("order-1"), limit: 9) == [])
    let file = try #require(try await directory.opened().file)
    var event = JournalRecord(
      eventID: "1", type: "order-updated", orderID: OrderID("order-1"), receivedAt: .noon, data: "{}")
    try await file.write(
      Checkpoint(orders: [.numbered(1), .numbered(2, status: .shipped)], journal: [event], board: .at("1")))
    let later = Timestamp.noon.adding(.seconds(30 * 3600))
    event.eventID = "2"
    try await file.write(Checkpoint(journal: [event], board: .at("2", savedAt: later)))
    let orders = try await past.recall(["order-1", "order-2", "order-3"].map { OrderID($0) })
    #expect(orders.sorted { $0.id < $1.id } == [.numbered(1), .numbered(2, status: .shipped)])
    #expect(try await past.timeline(of: OrderID("order-1"), limit: 9).map(\.eventID) == ["1", "2"])
    await file.close()
    try folder.write(
      "no database, and long enough to be one" + String(repeating: ".", count: 999),
      to: String(directory.testFile.dropFirst(folder.path("./").utf8.count)))
    await #expect(throws: StateError.self) { try await past.recall([OrderID("order-1")]) }
  }
}
