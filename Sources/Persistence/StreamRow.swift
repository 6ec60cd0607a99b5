import OrderProtocol
import SavedState

/// The one row that says whose state it is, where the stream stands, and what the other tables add up to.
struct StreamRow {
  var identity: StreamIdentity
  var board: BoardRecord
  var ledger: Ledger

  /// The columns in the order in which they are written and read. The checksum comes after them.
  static let columns = [
    "digest", "source", "filters", "last_event_id", "saved_at", "generation", "gaps", "connection", "counts",
    "unverified", "aged_out", "shipped_last_hour", "errors_last_hour", "last_error", "view", "order_count",
    "order_checksum", "archive_count", "archive_checksum", "log_count", "log_checksum", "journal_count",
    "journal_start", "journal_end", "forgotten",
  ]

  init(identity: StreamIdentity, board: BoardRecord, ledger: Ledger) {
    self.identity = identity
    self.board = board
    self.ledger = ledger
  }

  func write(to parameters: inout Parameters) {
    parameters.add(identity.digest)
    parameters.add(identity.source)
    parameters.add { SavedFields.append(identity.filters, to: &$0) }
    parameters.add(board.lastEventID)
    parameters.add(board.savedAt.milliseconds)
    parameters.add(Int64(board.generation))
    parameters.add(JSONValue(board.gaps).description)
    parameters.add(JSONValue(board.connection).description)
    parameters.add(JSONValue(board.counts).description)
    parameters.add(board.unverified)
    parameters.add(board.agedOut)
    parameters.add(JSONValue(board.shippedLastHour).description)
    parameters.add(JSONValue(board.errorsLastHour).description)
    parameters.add(board.lastError?.milliseconds)
    parameters.add(JSONValue(board.view).description)
    for tally in [ledger.orders, ledger.archive, ledger.log] {
      parameters.add(tally.count)
      parameters.add(tally.checksum)
    }
    parameters.add(ledger.journalCount)
    parameters.add(ledger.journalStart)
    parameters.add(ledger.journalEnd)
    parameters.add(ledger.forgotten)
  }

  init(_ columns: inout Columns) {
    identity = StreamIdentity(url: "", source: "", filters: [])
    identity.digest = columns.text()
    identity.source = columns.text()
    identity.filters = columns.required { SavedFields.strings($0) } ?? []
    let lastEventID = columns.text()
    board = BoardRecord(savedAt: columns.timestamp())
    board.lastEventID = lastEventID
    board.generation = columns.generation()
    board.gaps = columns.json { $0.elements { Gap($0) } } ?? []
    board.connection = columns.json { SavedConnection($0) } ?? SavedConnection()
    board.counts = columns.json { $0.counts } ?? [:]
    board.unverified = columns.count()
    board.agedOut = columns.count()
    board.shippedLastHour = columns.json { SavedHour($0) } ?? SavedHour()
    board.errorsLastHour = columns.json { SavedHour($0) } ?? SavedHour()
    board.lastError = columns.optionalTimestamp()
    board.view = columns.json { SavedView($0) } ?? SavedView()
    ledger = Ledger()
    ledger.orders = columns.tally()
    ledger.archive = columns.tally()
    ledger.log = columns.tally()
    ledger.journalCount = columns.count()
    ledger.journalStart = columns.integer()
    ledger.journalEnd = columns.integer()
    ledger.forgotten = columns.count()
    if ledger.journalStart < 0 || ledger.journalStart > ledger.journalEnd { columns.markBroken() }
  }
}

extension Columns {
  fileprivate mutating func required<Value>(_ read: (UnsafeBufferPointer<UInt8>) -> Value?) -> Value? {
    let value = parsed(read)
    if value == nil { markBroken() }
    return value
  }

  fileprivate mutating func json<Value>(_ read: (JSONValue) -> Value?) -> Value? {
    required { JSONValue(String(decoding: $0, as: UTF8.self)).flatMap(read) }
  }

  fileprivate mutating func tally() -> Tally { Tally(count: count(), checksum: integer()) }
}

extension JSONValue {
  fileprivate func elements<Element>(_ read: (JSONValue) -> Element?) -> [Element]? {
    guard case .array(let elements) = self else { return nil }
    let values = elements.compactMap(read)
    return values.count == elements.count ? values : nil
  }

  fileprivate var counts: [String: Int]? {
    guard case .object(let members) = self else { return nil }
    let counts = members.compactMapValues { Self.integer($0).flatMap { Int(exactly: $0) } }
    return counts.count == members.count ? counts : nil
  }
}
