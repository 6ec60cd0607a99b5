import GRDB
import OrderProtocol
import SavedState
import TestSupport
import Testing

@testable import Persistence

@Suite struct OlderStateTests {
  /// What a program of the second step of the schema saved, row by row: it knew nothing of alarms.
  private static let rows = #"""
    INSERT INTO "journal" VALUES(66,NULL,'connected','1',1795490822595,1795485600000,'{"streamId":"live-1","timestamp":"2026-11-24T02:00:00Z"}',-1281093143695333519);
    INSERT INTO "journal" VALUES(246,'order-1','order-created','2',1795490822595,1795482000000,'{"orderId":"order-1","customerId":"cust-1","status":"CREATED","items":[{"itemId":"i1","name":"Widget","quantity":2,"price":25.99}],"timestamp":"2026-11-24T01:00:00Z"}',3037456128241390753);
    INSERT INTO "journal" VALUES(339,'order-1','order-submitted','3',1795490822595,1795483800000,'{"orderId":"order-1","status":"PENDING","submittedAt":"2026-11-24T01:30:00Z"}',4758552996795055706);
    INSERT INTO "journal" VALUES(446,'order-2','order-created','4',1795490822595,NULL,'{"orderId":"order-2","customerId":"cust-2","status":"CREATED","items":[],"note":"ring twice"}',-3024811794385732007);
    INSERT INTO "journal" VALUES(554,'order-3','order-shipped','5',1795490822595,NULL,'{"orderId":"order-3","status":"SHIPPED","trackingNumber":"1Z999AA10123456784","carrier":"UPS"}',8943146458436260279);
    INSERT INTO "journal" VALUES(636,'order-4','order-cancelled','6',1795490822595,NULL,'{"orderId":"order-4","status":"CANCELLED","reason":"out of stock"}',2584601751687544508);
    INSERT INTO "log" VALUES(0,1795490822595,0,'connected','the stream is open',1,4267782858572288625);
    INSERT INTO "log" VALUES(1,1795490822595,1,'shipped','order-3 UPS 1Z999AA10123456784',1,-288770234102882729);
    INSERT INTO "log" VALUES(2,1795490822595,2,'cancelled','order-4: out of stock',1,-1039625493282950222);
    INSERT INTO "log" VALUES(3,1795490830554,1,'stopped','stopped by request',1,-2345569156380436265);
    INSERT INTO "orders" VALUES(1,'order-1','PENDING',1795483800000,'cust-1','[{"itemId":"i1","name":"Widget","quantity":2,"price":25.99}]',NULL,NULL,1795483800000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,1,0,0,1795490822595,1795490822595,'3',0,4498562008755507059);
    INSERT INTO "orders" VALUES(2,'order-2','CREATED',1795490822595,'cust-2',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"note":"\"ring twice\""}',NULL,1,1,0,0,1795490822595,1795490822595,'4',0,7518652762755041019);
    INSERT INTO "orders" VALUES(3,'order-3','SHIPPED',1795490822595,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'1Z999AA10123456784','UPS',NULL,NULL,NULL,0,0,0,1,1795490822595,1795490822595,'5',0,-7263947591276102250);
    INSERT INTO "orders" VALUES(4,'order-4','CANCELLED',1795490822595,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'out of stock',NULL,NULL,0,0,0,1,1795490822595,1795490822595,'6',0,-6193767284544021234);
    INSERT INTO "stream" VALUES(1,'47054d5919e1aa13e6a6f8c753a260ef','127.0.0.1:18977','[]','6',1795490830556,0,'[]','{"eventCount":6,"heartbeatTimeout":60,"intervals":[null],"lag":null,"lastEvent":1795490822595,"lastHeartbeat":null,"lastServerTime":1795483800000,"lastSignOfLife":1795490822595,"longestSilence":0.000187669,"openedAt":null,"phase":"stopped","reason":"stopped by request","reconnects":0,"replayDone":null,"replayTotal":null,"retryLimit":null,"retryNumber":null,"streamId":"live-1","trustedUntil":null,"waitUntil":null}','{"CANCELLED":1,"CREATED":1,"OTHER":0,"PENDING":1,"PROCESSING":0,"SHIPPED":1}',0,0,'{"counts":[1],"newestMinute":29924847}','{"counts":[],"newestMinute":0}',NULL,'{"filter":"","isReversed":false,"showsExceptionsOnly":false,"sort":"worst first","theme":"midnight"}',4,-1440500104309575406,0,0,4,593817974806019409,6,0,636,0,-2073037198395155286);
    """#

  private static let third = JournalRecord(
    eventID: "3", type: "order-submitted", orderID: OrderID("order-1"),
    receivedAt: Timestamp(milliseconds: 1_795_490_822_595), eventTime: Timestamp(milliseconds: 1_795_483_800_000),
    data: #"{"orderId":"order-1","status":"PENDING","submittedAt":"2026-11-24T01:30:00Z"}"#)

  private let identity = StreamIdentity(
    url: "http://127.0.0.1:18977/v1/orders/live", source: "127.0.0.1:18977", filters: [])
  let folder: TemporaryFolder
  let directory: StateDirectory

  init() throws {
    folder = try TemporaryFolder()
    directory = StateDirectory(path: folder.path("."))
    let database = try DatabaseQueue.writer(directory.file(of: identity))
    try Schema.migrate(database, upTo: 2)
    try database.write { try $0.execute(sql: Self.rows) }
    try database.close()
  }

  @Test("the state of a program that knew no alarms keeps its orders, and takes alarms from now on")
  func takenUp() async throws {
    let path = directory.file(of: identity)
    let opening = try await directory.open(identity, retention: Retention(), now: .noon)
    let orders = try #require(opening.board?.orders)
    #expect(orders.map(\.id.rawValue) == ["order-1", "order-2", "order-3", "order-4"])
    #expect(orders[0].items.first?.name == "Widget" && orders[1].unknown.first?.name == "note")
    #expect(orders.allSatisfy { $0.alarm == nil })
    #expect(try number(path, "PRAGMA user_version") == Schema.version)
    #expect(opening.board?.recent.map(\.eventID) == ["1", "2", "3", "4", "5", "6"])
    #expect(opening.board?.recent[2] == Self.third)
    let file = try #require(opening.file)
    var late = orders[0]
    late.alarm = SavedAlarm(.late, .acknowledged, since: .noon, status: .pending)
    var board = try #require(opening.board?.board)
    board.lastEventID = "7"
    try await file.write(Checkpoint(orders: [late], board: board))
    await file.close()
    let again = try await directory.open(identity, retention: Retention(), now: .noon)
    await again.file?.close()
    #expect(again.board?.orders == [late] + orders[1...])
  }

  @Test("it is read as it is, too")
  func read() throws {
    let path = directory.file(of: identity)
    let before = contents(path)
    let reader = try #require(try StateReader.open(path))
    var ids: [String] = []
    try reader.forEachOrder { ids.append($0.id.rawValue) }
    #expect(ids == ["order-1", "order-2", "order-3", "order-4"])
    #expect(contents(path) == before)
  }

  @Test("orders that had a column for each field are packed, those in the archive too")
  func packed() async throws {
    let identity = StreamIdentity.test
    let path = directory.file(of: identity)
    let orders = Checkpoint.hostile.orders
    let archived = (100..<103).map { SavedOrder.numbered($0, status: .shipped) }
    try saveBeforePacking(orders, archived, identity, path)
    let reader = try #require(try StateReader.open(path))
    var read: [SavedOrder] = []
    try reader.forEachOrder { read.append($0) }
    let expected = (orders + archived).sorted { $0.id < $1.id }
    #expect(Exact(read) == Exact(expected))
    let opening = try await directory.open(identity, retention: Retention(), now: .noon)
    #expect(opening.board.map { Exact($0.orders) } == Exact(orders) && opening.board?.archivedCount == 3)
    let file = try #require(opening.file)
    #expect(Exact(try await file.recall([archived[1].id])) == Exact([archived[1]]))
    await file.close()
    #expect(try number(path, "PRAGMA user_version") == Schema.version)
  }

  @Test("packing notices that an order is missing, and that the stream's row is")
  func packedFromDamage() throws {
    try expectDamage(after: ["DELETE FROM orders WHERE row = 2", "DELETE FROM archive", "DELETE FROM stream"]) { path in
      try saveBeforePacking([.numbered(1), .numbered(2)], [.numbered(3, status: .shipped)], .test, path)
    }
  }

  /// Each statement spoils a file that is saved anew, so that it cannot be taken up.
  private func expectDamage(after statements: [String], _ save: (String) throws -> Void) throws {
    for (index, sql) in statements.enumerated() {
      let path = folder.path("damaged-\(index).sqlite")
      try save(path)
      try changeByHand(path, sql)
      let database = try DatabaseQueue.writer(path)
      #expect(throws: Damage.self, "\(sql)") { try Schema.migrate(database) }
      try database.close()
    }
  }

  /// Saves orders as a program of the fourth step of the schema did.
  private func saveBeforePacking(
    _ orders: [SavedOrder], _ archived: [SavedOrder], _ identity: StreamIdentity, _ path: String
  ) throws {
    try save(orders, archived, identity, path, step: 4, SavedOrder.columnsBeforePacking) {
      $0.writeBeforePacking(to: &$1)
    }
  }

  private func save(
    _ orders: [SavedOrder], _ archived: [SavedOrder], _ identity: StreamIdentity, _ path: String, step: Int,
    _ columns: [String], _ write: (SavedOrder, inout Parameters) -> Void
  ) throws {
    let database = try DatabaseQueue.writer(path)
    try Schema.migrate(database, upTo: step)
    try database.write { database in
      var row = StreamRow(identity: identity, board: .at("1"), ledger: Ledger())
      for (table, orders) in [("orders", orders), ("archive", archived)] {
        let columns = columns + ["checksum"]
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        let insert = try Query(
          database, "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))")
        for order in orders {
          try insert.run { parameters in
            write(order, &parameters)
            if table == "orders" {
              row.ledger.orders.add(parameters.hash.value)
            } else {
              row.ledger.archive.add(parameters.hash.value)
            }
            parameters.addChecksum()
          }
        }
      }
      try StateTables(database: database).write(row)
    }
    try database.close()
  }

  @Test("orders that had a row each come into pages, as they are, in the order of their rows")
  func gathered() async throws {
    let identity = StreamIdentity.test
    let path = directory.file(of: identity)
    let orders = Checkpoint.hostile.orders + (1000..<1300).map { .numbered($0) }
    let archived = (100..<103).map { SavedOrder.numbered($0, status: .shipped) }
    try saveBeforeGathering(orders, archived, identity, path)
    let before = contents(path)
    let reader = try #require(try StateReader.open(path))
    var read: [SavedOrder] = []
    try reader.forEachOrder { read.append($0) }
    #expect(Exact(read) == Exact((orders + archived).sorted { $0.id < $1.id }))
    #expect(contents(path) == before)
    let opening = try await directory.open(identity, retention: Retention(), now: .noon)
    #expect(opening.board.map { Exact($0.orders) } == Exact(orders) && opening.board?.archivedCount == 3)
    let file = try #require(opening.file)
    #expect(Exact(try await file.recall([archived[1].id])) == Exact([archived[1]]))
    try await file.write(Checkpoint(orders: [.numbered(1001, status: .processing)], board: .at("2")))
    await file.close()
    let again = try await directory.opened()
    await again.file?.close()
    #expect(again.board?.orders.count == orders.count)
    #expect(again.board?.orders.first { $0.id == OrderID("order-1001") }?.status == .processing)
  }

  @Test("that notices an order that is missing, one that is broken, and that the stream's row is missing")
  func gatheredFromDamage() throws {
    try expectDamage(after: [
      "DELETE FROM orders WHERE row = 2", "UPDATE orders SET status_since = 1 WHERE row = 1", "DELETE FROM stream",
    ]) { path in
      try saveBeforeGathering([.numbered(1), .numbered(2)], [], .test, path)
    }
  }

  /// Saves orders as a program of the fifth step of the schema did.
  private func saveBeforeGathering(
    _ orders: [SavedOrder], _ archived: [SavedOrder], _ identity: StreamIdentity, _ path: String
  ) throws {
    try save(orders, archived, identity, path, step: 5, SavedOrder.columns) { $0.write(to: &$1) }
  }

  @Test("an alarm is kept field by field")
  func alarms() async throws {
    let alarms = [
      SavedAlarm(.late, .raised, since: .noon, status: .other("ON \"HOLD\"\u{0}")),
      SavedAlarm(.cancelled, .raised, since: Timestamp(milliseconds: .min)),
      SavedAlarm(.late, .cleared, since: .noon, status: .created, shelvedUntil: Timestamp(milliseconds: .max)),
    ]
    let orders = alarms.enumerated().map { number, alarm in
      var order = SavedOrder.numbered(number)
      order.alarm = alarm
      return order
    }
    let file = try #require(try await directory.opened().file)
    try await file.write(Checkpoint(orders: orders, board: .at("1")))
    await file.close()
    let opening = try await directory.opened()
    await opening.file?.close()
    #expect(opening.board.map { Exact($0.orders) } == Exact(orders))
  }
}

extension SavedOrder {
  fileprivate func writeBeforePacking(to parameters: inout Parameters) {
    parameters.add(id.rawValue)
    parameters.add(status.word)
    parameters.add(statusSince.milliseconds)
    parameters.add(customerID)
    if items.isEmpty { parameters.addNull() } else { parameters.add { SavedFields.append(items, to: &$0) } }
    if let total { parameters.add { SavedFields.append(total, to: &$0) } } else { parameters.addNull() }
    parameters.add(itemCount)
    parameters.add(submittedAt?.milliseconds)
    parameters.add(submittedAtText)
    parameters.add(assignedTo)
    parameters.add(trackingNumber)
    parameters.add(carrier)
    parameters.add(cancellationReason)
    if unknown.isEmpty { parameters.addNull() } else { parameters.add { SavedFields.append(unknown, to: &$0) } }
    if lateItems.isEmpty { parameters.addNull() } else { parameters.add { SavedFields.append(lateItems, to: &$0) } }
    parameters.add(isTotalOutdated)
    parameters.add(isItemCountOutdated)
    parameters.add(isCut)
    parameters.add(isPartial)
    parameters.add(firstSeen.milliseconds)
    parameters.add(lastChanged.milliseconds)
    parameters.add(lastEventID)
    parameters.add(Int64(generation))
    parameters.addLater(alarm.map { JSONValue($0).description })
  }
}
