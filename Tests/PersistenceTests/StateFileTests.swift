import OrderProtocol
import SavedState
import TestSupport
import Testing

@testable import Persistence

@Suite struct StateFileTests {
  let folder: TemporaryFolder
  let directory: StateDirectory

  init() throws {
    folder = try TemporaryFolder()
    directory = StateDirectory(path: folder.path("."))
  }

  /// What a later start finds, after the file was closed.
  private func saved(_ checkpoints: [Checkpoint], retention: Retention = Retention()) async throws -> SavedBoard? {
    let file = try #require(try await directory.opened(retention: retention).file)
    for checkpoint in checkpoints { try await file.write(checkpoint) }
    await file.close()
    let again = try await directory.opened(retention: retention)
    await again.file?.close()
    return again.board
  }

  @Test("a start finds what was saved, number by number and byte by byte")
  func roundTrip() async throws {
    var checkpoint = Checkpoint.hostile
    var board = try #require(try await saved([checkpoint]))
    #expect(board.board.counts == checkpoint.board.counts)
    checkpoint.board.counts = [:]
    board.board.counts = [:]
    #expect(Exact(board.board) == Exact(checkpoint.board))
    #expect(Exact(board.orders) == Exact(checkpoint.orders))
    #expect(Exact(board.recent) == Exact(checkpoint.journal.records))
    #expect(Exact(board.log) == Exact(checkpoint.log))
    #expect(board.archivedCount == 0)
  }

  @Test("a flood stays in the log until it is over")
  func flood() async throws {
    let orders = (0..<1500).map { number in
      var order = SavedOrder.numbered(number)
      order.customerID = String(repeating: "c", count: 4000)
      return order
    }
    let file = try #require(try await directory.opened().file)
    for number in 1...3 { try await file.write(Checkpoint(orders: orders, board: .at(String(number)))) }
    let size = Int64(orders.count) * 4000
    #expect(FileStatus(directory.testFile + "-wal").map(\.size) ?? 0 > 3 * size)
    #expect(FileStatus(directory.testFile).map(\.size) ?? .max < size / 4)
    // One that is calm brings all of it into the file, and those after it begin the log anew.
    for number in 4...5 { try await file.write(Checkpoint(orders: [.numbered(1)], board: .at(String(number)))) }
    #expect(FileStatus(directory.testFile).map(\.size) ?? 0 > size)
    let log = FileStatus(directory.testFile + "-wal")?.size
    try await file.write(Checkpoint(orders: orders, board: .at("6")))
    #expect(FileStatus(directory.testFile + "-wal")?.size == log)
    await file.close()
    #expect(try await directory.opened().board?.orders.count == orders.count)
  }

  @Test("later checkpoints change the orders they name, and leave the others")
  func laterCheckpoints() async throws {
    var changed = SavedOrder.numbered(1, status: .processing)
    changed.items = []
    changed.total = nil
    let board = try await saved([
      Checkpoint(orders: [.numbered(1), .numbered(2)], board: .at("1")),
      Checkpoint(orders: [changed, .numbered(3)], board: .at("2")),
      Checkpoint(board: .at("3")),
    ])
    #expect(board?.orders == [changed, .numbered(2), .numbered(3)])
    #expect(board?.board == .at("3"))
  }

  @Test("a complete checkpoint forgets open orders that it does not name, and keeps closed ones")
  func completeCheckpoint() async throws {
    let board = try await saved([
      Checkpoint(orders: [.numbered(1), .numbered(2), .numbered(3, status: .shipped)], board: .at("1")),
      Checkpoint(orders: [.numbered(2, status: .processing)], isComplete: true, board: .at("2")),
    ])
    #expect(board?.orders == [.numbered(2, status: .processing), .numbered(3, status: .shipped)])
  }

  @Test("an entry of the log that is repeated replaces itself, and the newest thousand are kept")
  func log() async throws {
    func entry(_ number: Int, count: Int = 1) -> SavedLogEntry {
      SavedLogEntry(number: number, at: .noon, level: 0, title: "connected", text: "\(number)", count: count)
    }
    let board = try await saved([
      Checkpoint(log: [entry(0), entry(1)], board: .at("")),
      Checkpoint(log: [entry(1, count: 7)] + (2...1001).map { entry($0) }, board: .at("")),
    ])
    #expect(board?.log == (2...1001).map { entry($0) })
    let repeated = try await saved([Checkpoint(log: [entry(1001, count: 8)], board: .at(""))])
    #expect(repeated?.log == (2...1000).map { entry($0) } + [entry(1001, count: 8)])
  }

  @Test("a complete checkpoint forgets the log that was there: it may be another dashboard's")
  func completeLog() async throws {
    func entry(_ number: Int, _ text: String) -> SavedLogEntry {
      SavedLogEntry(number: number, at: .noon, level: 0, title: "connected", text: text)
    }
    let board = try await saved([
      Checkpoint(log: (0...9).map { entry($0, "one") }, board: .at("")),
      Checkpoint(isComplete: true, log: (2...4).map { entry($0, "other") }, board: .at("")),
      Checkpoint(log: [entry(5, "other")], board: .at("")),
    ])
    #expect(board?.log == (2...5).map { entry($0, "other") })
  }

  @Test("nothing is found before anything was saved")
  func emptyState() async throws {
    #expect(try await saved([]) == nil)
  }

  @Test("the past of an order is its newest events, the oldest first, and never a gigabyte of payload")
  func timeline() async throws {
    let file = try #require(try await directory.opened().file)
    let events = (0..<20).map { number in
      JournalRecord(
        eventID: "\(number)", type: "order-updated", orderID: OrderID("order-\(number % 2)"), receivedAt: .noon,
        data: String(repeating: "x", count: number < 10 ? 3_000_000 : 10))
    }
    try await file.write(Checkpoint(journal: JournalBatch(events), board: .at("20")))
    func ids(_ order: String, _ limit: Int) async throws -> [String] {
      try await file.timeline(of: OrderID(order), limit: limit).map(\.eventID)
    }
    #expect(try await ids("order-1", 3) == ["15", "17", "19"])
    #expect(try await ids("order-1", 100) == ["7", "9", "11", "13", "15", "17", "19"])
    #expect(try await ids("order-2", 100) == [])
    #expect(try await ids("order-1", -1) == [])
    await file.close()
  }

  @Test("what is asked for after the end is refused, not answered wrongly")
  func closed() async throws {
    let file = try #require(try await directory.opened().file)
    await file.close()
    await file.close()
    await #expect(throws: StateError.unavailable(reason: "\(directory.testFile): closed")) {
      try await file.write(Checkpoint(board: .at("1")))
    }
  }
}
