import OrderProtocol
import SavedState

/// Texts that storage likes to change.
private let texts = [
  "", " ", "\0", "a\0b", "caf\u{E9}", "cafe\u{301}", "\"\\/\u{1}\u{1F}\u{7F}\u{85}", "\r\n\t", "\u{FEFF}x", "\u{FFFD}",
  "\u{10FFFF}\u{FFFE}", "'; DROP TABLE orders; --", "👩‍👩‍👧", "null", "0", "1e5", String(repeating: "x", count: 10_000),
]

extension Checkpoint {
  /// A checkpoint with every field filled, and with values that are hard to keep.
  static var hostile: Checkpoint {
    var board = BoardRecord(savedAt: Timestamp(milliseconds: 1_721_044_800_123))
    board.lastEventID = "\0\"id\u{301}"
    board.generation = .max
    board.gaps = [
      Gap(at: .noon, reason: texts[3]),
      Gap(at: .noon, reason: "EXPIRED", requestedID: "", oldestAvailable: texts[5], trustedUntil: .noon),
    ]
    board.connection = .full
    board.counts = ["PENDING": 3, "OTHER": .max, "caf\u{E9}": 1]
    board.unverified = 7
    board.agedOut = 12
    board.shippedLastHour.newestMinute = -5
    board.shippedLastHour.counts = [0, 4, .max]
    board.errorsLastHour.newestMinute = .max
    board.lastError = Timestamp(milliseconds: .min)
    board.view.filter = texts[6]
    board.view.sort = "age"
    board.view.isReversed = true
    board.view.showsExceptionsOnly = true
    board.view.showsBoard = true
    board.view.theme = "midnight"
    board.view.selection = texts[6]
    return Checkpoint(
      orders: texts.enumerated().map { SavedOrder.full($0.element, number: $0.offset) }
        + [.numbered(1), SavedOrder(id: OrderID("bare"), statusSince: .noon, firstSeen: .noon, lastChanged: .noon)],
      journal: JournalBatch(
        texts.map { text in
          JournalRecord(
            eventID: text, type: text, orderID: text.isEmpty ? nil : OrderID(text), receivedAt: .noon,
            eventTime: text.isEmpty ? nil : Timestamp(milliseconds: -1), data: text)
        }),
      log: texts.enumerated().map { index, text in
        SavedLogEntry(number: index + 5, at: .noon, level: index % 4, title: text, text: text, count: index + 1)
      },
      board: board)
  }
}

extension SavedConnection {
  fileprivate static var full: SavedConnection {
    var connection = SavedConnection(phase: .maintenance, heartbeatTimeout: .milliseconds(60_500))
    connection.retryNumber = 3
    connection.retryLimit = 10
    connection.waitUntil = .noon
    connection.reason = texts[3]
    connection.replayDone = 0
    connection.replayTotal = 5
    connection.openedAt = .noon
    connection.streamID = texts[4]
    connection.lastHeartbeat = .noon
    connection.lastSignOfLife = .noon
    connection.lastEvent = .noon
    connection.lastServerTime = .noon
    connection.trustedUntil = .noon
    connection.intervals = [15, nil, 0.1, 1e300, .leastNonzeroMagnitude, -0.0, 1 / 3]
    connection.longestSilence = Duration(secondsComponent: 12, attosecondsComponent: 1)
    connection.lag = Duration(secondsComponent: 0, attosecondsComponent: -500_000_000_000_000_000)
    connection.reconnects = 17
    connection.eventCount = .max
    return connection
  }
}

extension SavedOrder {
  fileprivate static func full(_ text: String, number: Int) -> SavedOrder {
    SavedOrder(
      id: OrderID(text), customerID: text, status: OrderStatus(text),
      items: [
        OrderItem(itemID: text),
        OrderItem(
          itemID: "\(number)", name: text, quantity: DecimalNumber(mantissa: .min, scale: UInt8(number)),
          price: DecimalNumber(mantissa: 0, scale: 18), unknown: [UnknownField(name: text, json: text)]),
      ], total: DecimalNumber(mantissa: 2590 * Int64(number), scale: UInt8(number)), itemCount: .max,
      submittedAt: Timestamp(milliseconds: .max), submittedAtText: text, assignedTo: text, trackingNumber: text,
      carrier: text, cancellationReason: text,
      unknown: [UnknownField(name: text, json: "{\"a\": [1,\n2]}"), UnknownField(name: "b", json: "\"\(text)")],
      lateItems: [text, "z"], isTotalOutdated: number.isMultiple(of: 2), isItemCountOutdated: number.isMultiple(of: 3),
      isCut: number.isMultiple(of: 5), isPartial: number.isMultiple(of: 7), statusSince: Timestamp(milliseconds: -1),
      firstSeen: Timestamp(milliseconds: .min), lastChanged: .noon, lastEventID: text, generation: UInt32(number))
  }
}
