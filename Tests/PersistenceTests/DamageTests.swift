import Glibc
import OrderProtocol
import SavedState
import TestSupport
import Testing

@testable import Persistence

/// A state in whose file anything may be changed: it is read as it was saved, or found damaged.
@Suite struct DamageTests {
  let folder: TemporaryFolder
  let directory: StateDirectory
  let path: String
  /// The file as it was saved, and what is in it.
  let whole: [UInt8]
  let board: SavedBoard
  let orders: [SavedOrder]

  init() async throws {
    folder = try TemporaryFolder()
    directory = StateDirectory(path: folder.path("."))
    path = directory.testFile
    let file = try #require(try await directory.opened().file)
    let statuses: [OrderStatus] = [.created, .pending, .shipped, .other("HELD")]
    let old = Timestamp.noon.adding(.seconds(-200_000))
    try await file.write(
      Checkpoint(
        orders: (0..<80).map { .numbered($0, status: statuses[$0 % 4], changed: $0 % 8 == 2 ? old : .noon) },
        journal: JournalBatch(
          (0..<60).map {
            JournalRecord(eventID: "\($0)", type: "order-updated", receivedAt: .noon, data: "{\"orderId\":\"\($0)\"}")
          }),
        log: (0..<30).map { SavedLogEntry(number: $0, at: .noon, level: 1, title: "title", text: "text \($0)") },
        board: Checkpoint.hostile.board))
    // Rows move and pages become free.
    try await file.write(
      Checkpoint(orders: (0..<20).map { .numbered($0, status: .processing) }, board: Checkpoint.hostile.board))
    await file.close()
    whole = try #require(contents(path))
    let reader = try #require(try StateReader.open(path))
    board = try #require(try reader.board(of: .test, closedSince: .noon.earlier(by: Retention().closedOnBoard)))
    var orders: [SavedOrder] = []
    try reader.forEachOrder { orders.append($0) }
    self.orders = orders
    try #require(orders.count == 80 && board.orders.count < 80 && board.recent.count == 60 && board.log.count == 30)
  }

  /// Reads the file in all ways: what went wrong, and which of the ways found it damaged.
  private func read() -> (mistakes: [String], damaged: [String]) {
    var damaged: [String] = []
    var mistakes: [String] = []
    func attempt(_ what: String, _ body: (StateReader?) throws -> Bool) {
      do {
        if !(try body(try StateReader.open(path))) { mistakes.append("\(what) was wrong") }
      } catch StateError.damaged {
        damaged.append(what)
      } catch {
        mistakes.append("\(what): \(error)")
      }
    }
    attempt("board") {
      try $0?.board(of: .test, closedSince: .noon.earlier(by: Retention().closedOnBoard)) == board
    }
    attempt("export") {
      var exported: [SavedOrder] = []
      try $0?.forEachOrder { exported.append($0) }
      return exported == orders
    }
    attempt("summary") { try $0?.summary(late: [:], warned: [:]).board == board.board }
    return (mistakes, damaged)
  }

  private func replace(_ bytes: [UInt8]) throws {
    unlink(path + "-wal")
    unlink(path + "-shm")
    try folder.write(bytes, to: String(path.dropFirst(folder.path("").utf8.count)))
  }

  @Test("one wrong bit anywhere is noticed, or changes nothing")
  func flips() throws {
    var random = SeededRandom(seed: 1)
    var noticed = 0
    for _ in 0..<250 {
      var bytes = whole
      let place = Int.random(in: bytes.indices, using: &random)
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      try replace(bytes)
      let (mistakes, damaged) = read()
      #expect(mistakes == [], "a flip at \(place)")
      if !damaged.isEmpty { noticed += 1 }
    }
    #expect(noticed > 40, "little of the file is in use, or damages go unnoticed")
  }

  @Test("a wrong byte in an id is noticed")
  func wrongIDs() throws {
    let id = Array("order-71".utf8)
    let places = whole.indices.filter { whole[$0...].starts(with: id) }
    #expect(!places.isEmpty)
    for place in places {
      var bytes = whole
      bytes[place + 7] = UInt8(ascii: "x")
      try replace(bytes)
      let (mistakes, damaged) = read()
      #expect(mistakes == [] && damaged.contains("board"), "at \(place)")
    }
  }

  @Test(
    "what was changed by hand is noticed",
    arguments: [
      "DELETE FROM orders WHERE page = 2", "DELETE FROM archive WHERE order_id = 'order-26'",
      "DELETE FROM orders", "DELETE FROM ages", "DELETE FROM orders; DELETE FROM ages",
      "UPDATE orders SET page = page + 100 WHERE page = 4",
      "UPDATE orders SET page = page + (1 << 26)", "UPDATE orders SET page = -page", "UPDATE ages SET part = part + 1",
      "UPDATE orders SET orders = zeroblob(length(orders)) WHERE page = 2",
      "UPDATE orders SET orders = zeroblob(64) WHERE page = 2", "UPDATE orders SET orders = zeroblob(0)",
      "UPDATE ages SET ages = zeroblob(length(ages))", "UPDATE ages SET ages = zeroblob(7)",
      "INSERT INTO ages SELECT part + 1, ages, checksum FROM ages",
      "INSERT INTO orders SELECT page + 100, orders, checksum FROM orders", "DELETE FROM journal",
      "UPDATE journal SET events = substr(events, 1, length(events) - 37)",
      "UPDATE journal SET count = count - 1", "UPDATE journal SET start = 7", "DELETE FROM log WHERE number = 29",
      "DELETE FROM stream",
      "UPDATE orders SET orders = (SELECT orders FROM orders WHERE page = 3) WHERE page = 2",
      "UPDATE archive SET fields = zeroblob(length(fields)) WHERE order_id = 'order-26'",
      "UPDATE journal SET events = zeroblob(length(events))", "UPDATE journal SET position = position + 1",
      "UPDATE log SET count = 2 WHERE number = 3", "UPDATE stream SET last_event_id = '2'",
      "UPDATE stream SET order_count = 0, order_checksum = 0", "UPDATE stream SET checksum = checksum + 1",
      "DROP TABLE ages", "DROP TABLE journal", "DROP TABLE stream",
      "DROP INDEX archive_by_age", "ALTER TABLE orders ADD COLUMN more INTEGER",
      "CREATE TRIGGER forget AFTER INSERT ON orders BEGIN DELETE FROM orders; END",
      "DROP TABLE log; CREATE VIEW log AS SELECT 1 AS number", "PRAGMA application_id = 0", "PRAGMA user_version = 1",
      "PRAGMA user_version = 0", "DELETE FROM grdb_migrations", "DROP TABLE grdb_migrations",
    ])
  func changedByHand(sql: String) throws {
    try changeByHand(path, sql)
    let (mistakes, damaged) = read()
    #expect(mistakes == [] && damaged != [])
  }

  @Test("an order that is there twice is noticed")
  func duplicates() throws {
    try archiveTwice("order-33", path)
    #expect(read().mistakes == ["board was wrong"], "it has one order more in its archive")
    #expect(read().damaged == ["export"])
  }

  @Test("ages that are not those of the orders are noticed, though everything adds up")
  func wrongAges() throws {
    try changeLedger(path) { tables, ledger in
      let read = try Query(tables.database, "SELECT part, ages, checksum FROM ages WHERE part = 0")
      let old = try read.first { columns in
        _ = columns.integer()
        return (ages: try AgesPart(columns.blob()), checksum: try columns.check("ages"))
      }
      var ages = try #require(old).ages
      ages[33].time = .noon.adding(.seconds(-1))
      try Query(tables.database, "UPDATE ages SET ages = ?2, checksum = ?3 WHERE part = ?1").run { parameters in
        parameters.add(0 as Int64)
        parameters.add(blob: ages.bytes)
        ledger.orders.add(parameters.hash.value, holding: 0)
        parameters.addChecksum()
      }
      ledger.orders.remove(try #require(old).checksum, holding: 0)
    }
    #expect(read().mistakes == [] && read().damaged == ["board", "export"])
  }

  @Test("ages of no orders are noticed in every way")
  func surplusAges() throws {
    try changeLedger(path) { tables, _ in
      try Query(tables.database, "INSERT INTO ages (part, ages, checksum) VALUES (?1, ?2, ?3)").run { parameters in
        var ages = AgesPart()
        ages[0] = OrderAge(code: 1, time: .noon)
        parameters.add(7 as Int64)
        parameters.add(blob: ages.bytes)
        parameters.addChecksum()
      }
    }
    #expect(read().mistakes == [] && read().damaged == ["board", "export", "summary"])
  }

  @Test("a page full of something else is noticed, or was not in use")
  func wrongPages() throws {
    var random = SeededRandom(seed: 2)
    for page in 0..<whole.count / 4096 {
      for kind in 0..<3 {
        var bytes = whole
        for place in page * 4096..<(page + 1) * 4096 {
          let other = Int.random(in: bytes.indices, using: &random)
          switch kind {
          case 0: bytes[place] = 0
          case 1: bytes[place] = .random(in: 0...255, using: &random)
          default: bytes[place] = whole[(place + 4096 * (other % 7 + 1)) % whole.count]
          }
        }
        try replace(bytes)
        #expect(read().mistakes == [], "page \(page), kind \(kind)")
      }
    }
  }

  @Test("pages in each other's places are noticed")
  func swappedPages() throws {
    let pages = whole.count / 4096
    for first in 1..<pages {
      let second = (first * 5 + 3) % pages
      guard second != 0, second != first else { continue }
      var bytes = whole
      bytes.replaceSubrange(first * 4096..<(first + 1) * 4096, with: whole[second * 4096..<(second + 1) * 4096])
      bytes.replaceSubrange(second * 4096..<(second + 1) * 4096, with: whole[first * 4096..<(first + 1) * 4096])
      try replace(bytes)
      #expect(read().mistakes == [], "pages \(first) and \(second)")
    }
  }

  @Test("a file that is cut off is damaged")
  func truncations() throws {
    var lengths =
      Array(stride(from: 4096, to: whole.count, by: 4096)) + [1, 15, 16, 99, 100, 101, 511, 512, 4095, 4097]
    lengths.append(whole.count - 1)
    for length in lengths {
      try replace(Array(whole.prefix(length)))
      let (mistakes, damaged) = read()
      #expect(mistakes == [] && damaged != [], "cut off at \(length)")
    }
  }

  @Test("random bytes are damaged")
  func randomBytes() throws {
    var random = SeededRandom(seed: 3)
    for length in [1, 100, 4096, 50_000] {
      var bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      for isTitled in [false, true] {
        // Behind the right beginning, too.
        if isTitled { bytes.replaceSubrange(0..<min(100, length), with: whole.prefix(min(100, length))) }
        try replace(bytes)
        let (mistakes, damaged) = read()
        #expect(mistakes == [] && damaged == ["board", "export", "summary"], "\(length) bytes")
      }
    }
  }

  @Test("a writer sets aside what a reader finds damaged, and goes on with what it does not")
  func opening() async throws {
    var random = SeededRandom(seed: 4)
    var setAside = 0
    for _ in 0..<40 {
      var bytes = whole
      for _ in 0..<3 { bytes[Int.random(in: bytes.indices, using: &random)] ^= 0x55 }
      try replace(bytes)
      let opening = try await directory.opened()
      let file = try #require(opening.file)
      if let moved = opening.setAside {
        #expect(opening.board == nil)
        #expect(contents(moved)?.count == bytes.count)
        setAside += 1
      } else {
        #expect(opening.board == board)
      }
      do {
        try await file.write(Checkpoint(orders: [.numbered(5, status: .shipped)], board: .at("9")))
        _ = try await file.recall([OrderID("order-2")])
      } catch StateError.damaged {
        // Where only writing came across it.
      }
      await file.close()
    }
    #expect(setAside > 4)
  }
}
