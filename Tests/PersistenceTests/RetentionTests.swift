import OrderProtocol
import Persistence
import SavedState
import TestSupport
import Testing

@Suite struct RetentionTests {
  let folder: TemporaryFolder
  let directory: StateDirectory

  init() throws {
    folder = try TemporaryFolder()
    directory = StateDirectory(path: folder.path("."))
  }

  private static let hour = Duration.seconds(3600)

  private func board(_ id: String, after time: Duration) -> BoardRecord { .at(id, savedAt: .noon.adding(time)) }

  private func exported() throws -> [SavedOrder] {
    var orders: [SavedOrder] = []
    try StateReader.open(directory.testFile)?.forEachOrder { orders.append($0) }
    return orders
  }

  @Test("closed orders leave the board with age, can be recalled, and are exported")
  func archive() async throws {
    let shipped = SavedOrder.numbered(1, status: .shipped)
    let cancelled = SavedOrder.numbered(2, status: .cancelled, changed: .noon.adding(Self.hour * 20))
    let open = SavedOrder.numbered(3)
    let file = try #require(try await directory.opened().file)
    try await file.write(Checkpoint(orders: [shipped, cancelled, open], board: .at("1")))
    // Whether they were moved already, or not yet, makes no difference.
    for isMoved in [false, true] {
      if isMoved { try await file.write(Checkpoint(board: board("2", after: Self.hour * 25))) }
      guard case .reader(let saved, _) = try await directory.opened(now: .noon.adding(Self.hour * 25)) else { return }
      #expect(saved?.orders == [cancelled, open])
      #expect(saved?.archivedCount == 1)
      #expect(try await file.recall([shipped.id, OrderID("unknown")]) == [shipped])
      #expect(try exported() == [shipped, cancelled, open])
    }
    await file.close()
    let again = try await directory.opened(now: .noon.adding(Self.hour * 50))
    #expect(again.board?.orders == [open])
    #expect(again.board?.archivedCount == 2)
    await again.file?.close()
  }

  @Test("a closed order whose alarm nobody has acknowledged stays on the board, however old it is")
  func unacknowledged() async throws {
    var cancelled = SavedOrder.numbered(1, status: .cancelled)
    cancelled.alarm = SavedAlarm(.cancelled, .raised, since: .noon)
    let file = try #require(try await directory.opened().file)
    try await file.write(Checkpoint(orders: [cancelled, .numbered(2, status: .cancelled)], board: .at("1")))
    try await file.write(Checkpoint(board: board("2", after: Self.hour * 24 * 40)))
    await file.close()
    let later = Timestamp.noon.adding(Self.hour * 24 * 40)
    let again = try await directory.opened(now: later)
    #expect(again.board?.orders == [cancelled])
    let reopened = try #require(again.file)
    cancelled.alarm = nil
    try await reopened.write(Checkpoint(orders: [cancelled], board: board("3", after: Self.hour * 24 * 40)))
    await reopened.close()
    #expect(try await directory.opened(now: later).board?.orders == [])
  }

  @Test("an order that comes back from the archive is there once")
  func returning() async throws {
    let file = try #require(try await directory.opened().file)
    try await file.write(Checkpoint(orders: [.numbered(1, status: .shipped), .numbered(2)], board: .at("1")))
    try await file.write(Checkpoint(board: board("2", after: Self.hour * 30)))
    let changed = SavedOrder.numbered(1, status: .cancelled, changed: .noon.adding(Self.hour * 30))
    try await file.write(Checkpoint(orders: [changed], board: board("3", after: Self.hour * 30)))
    #expect(try exported() == [changed, .numbered(2)])
    #expect(try await file.recall([OrderID("order-1")]) == [changed])
    await file.close()
    let again = try await directory.opened(now: .noon.adding(Self.hour * 30))
    #expect(again.board?.orders.sorted { $0.id < $1.id } == [changed, .numbered(2)])
    #expect(again.board?.archivedCount == 0)
    await again.file?.close()
  }

  @Test("closed orders are forgotten at last, a portion with each checkpoint, and counted; open ones never")
  func forgetting() async throws {
    let file = try #require(try await directory.opened().file)
    let closed = (0..<1200).map { SavedOrder.numbered($0, status: .shipped) }
    try await file.write(Checkpoint(orders: closed + [.numbered(5000)], board: .at("1")))
    var left: [Int] = []
    for _ in 0..<5 {
      try await file.write(Checkpoint(board: board("2", after: Self.hour * 24 * 31)))
      left.append(try exported().count)
    }
    #expect(left == [701, 201, 1, 1, 1])
    let summary = try StateReader.open(directory.testFile)?.summary(late: [:], warned: [:])
    #expect(summary?.agedOutOfState == 1200)
    await file.close()
    #expect(try await directory.opened().board?.orders == [.numbered(5000)])
  }

  private func records(_ numbers: Range<Int>, bytes: Int = 10) -> [JournalRecord] {
    numbers.map { number in
      let id = String(number)
      return JournalRecord(
        eventID: id, type: "t", orderID: OrderID("order-\(number % 10)"), receivedAt: .noon,
        data: String(repeating: "x", count: bytes - 1 - id.utf8.count))
    }
  }

  private func journal(_ retention: Retention, _ checkpoints: [[JournalRecord]]) async throws -> [JournalRecord]? {
    let file = try #require(try await directory.opened(retention: retention).file)
    for records in checkpoints { try await file.write(Checkpoint(journal: JournalBatch(records), board: .at("1"))) }
    await file.close()
    let again = try await directory.opened(retention: retention)
    await again.file?.close()
    return again.board?.recent
  }

  @Test("the journal keeps the newest events, as many as it may")
  func journalEvents() async throws {
    var retention = Retention()
    retention.journalEvents = 25
    #expect(try await journal(retention, [records(0..<10), records(10..<20), records(20..<30)]) == records(5..<30))
    #expect(try await journal(retention, [records(30..<100)]) == records(75..<100), "more at once than it may keep")
    #expect(try await journal(retention, [[]]) == records(75..<100))
  }

  @Test("the journal keeps the newest events, of as many bytes as it may")
  func journalBytes() async throws {
    var retention = Retention()
    retention.journalBytes = 105
    #expect(try await journal(retention, [records(0..<8), records(8..<16)]) == records(6..<16))
    #expect(
      try await journal(retention, [records(16..<17, bytes: 55)]) == records(11..<16) + records(16..<17, bytes: 55))
    #expect(try await journal(retention, [records(17..<18, bytes: 105)]) == records(17..<18, bytes: 105))
    #expect(try await journal(retention, [records(18..<20) + records(20..<21, bytes: 106)]) == [], "one is too large")
    #expect(try await journal(retention, [records(21..<23)]) == records(21..<23))
  }

  @Test("smaller bounds than before take effect with the next event")
  func smallerBounds() async throws {
    #expect(try await journal(Retention(), [records(0..<50)]) == records(0..<50))
    var retention = Retention()
    retention.journalEvents = 3
    #expect(try await journal(retention, [records(50..<51)]) == records(48..<51))
  }

  @Test("the timeline of an order is its newest events, the oldest first")
  func timeline() async throws {
    let file = try #require(try await directory.opened().file)
    try await file.write(Checkpoint(journal: JournalBatch(records(0..<100)), board: .at("1")))
    let mine = records(0..<100).filter { $0.orderID == OrderID("order-3") }
    #expect(try await file.timeline(of: OrderID("order-3"), limit: 100) == mine)
    #expect(try await file.timeline(of: OrderID("order-3"), limit: 4) == Array(mine.suffix(4)))
    #expect(try await file.timeline(of: OrderID("order-3"), limit: 0) == [])
    #expect(try await file.timeline(of: OrderID("order-3"), limit: 100, after: mine[6]) == Array(mine[6...]))
    #expect(try await file.timeline(of: OrderID("order-3"), limit: 2, after: mine[6]) == Array(mine.suffix(2)))
    #expect(try await file.timeline(of: OrderID("order-3"), limit: 100, after: records(2..<3)[0]) == mine)
    #expect(try await file.timeline(of: OrderID("order-33"), limit: 5) == [])
    await file.close()
  }

  @Test("replays stand in a timeline where they were, unless nothing happened in them; nothing else does")
  func replays() async throws {
    let file = try #require(try await directory.opened().file)
    let events: [(String, String?)] = [
      ("order-created", "a"), ("heartbeat", nil), ("replay-start", nil), ("order-updated", "b"),
      ("replay-complete", nil), ("replay-start", nil), ("order-updated", "a"), ("replay-complete", nil),
      ("replay-failed", nil), ("connected", nil), ("order-shipped", "a"),
    ]
    let journal = events.enumerated().map { number, event in
      JournalRecord(
        eventID: "\(number)", type: event.0, orderID: event.1.map { OrderID($0) }, receivedAt: .noon, data: "{}")
    }
    try await file.write(Checkpoint(journal: JournalBatch(journal), board: .at("10")))
    func ids(_ order: String, limit: Int = 100) async throws -> [String] {
      try await file.timeline(of: OrderID(order), limit: limit).map(\.eventID)
    }
    #expect(try await ids("a") == ["0", "5", "6", "7", "8", "10"])
    #expect(try await ids("a", limit: 1) == ["7", "8", "10"])
    #expect(try await ids("b") == ["2", "3", "4", "8"])
    #expect(try await ids("c") == [])
    await file.close()
  }

  @Test("ids that are equal in Unicode but not in bytes are two orders")
  func canonicalIDs() async throws {
    var one = SavedOrder.numbered(1, status: .shipped)
    one.id = OrderID("caf\u{E9}")
    var other = SavedOrder.numbered(2, status: .shipped)
    other.id = OrderID("cafe\u{301}")
    let file = try #require(try await directory.opened().file)
    try await file.write(Checkpoint(orders: [one, other], board: .at("1")))
    for time in [Duration.zero, Self.hour * 30] {
      try await file.write(Checkpoint(board: board("2", after: time)))
      #expect(try await file.recall([one.id]) == [one])
      #expect(try await file.recall([other.id]) == [other])
      #expect(try exported() == [other, one])
    }
    try await file.write(Checkpoint(orders: [.numbered(9)], isComplete: true, board: .at("3")))
    one.status = .pending
    other.status = .pending
    try await file.write(Checkpoint(orders: [one, other], board: .at("4")))
    try await file.write(Checkpoint(orders: [other], isComplete: true, board: .at("5")))
    #expect(try exported() == [other])
    await file.close()
  }
}
