import OrderProtocol
import OrderStore
import SavedState
import Testing

@testable import Dashboard

/// A saved state by name, and what `status` makes of it at ``Board/now``.
struct SavedFixture: Sendable, CustomTestStringConvertible {
  let name: String
  let change: @Sendable (inout BoardRecord) -> Void

  var testDescription: String { name }

  init(_ name: String, _ change: @escaping @Sendable (inout BoardRecord) -> Void = { _ in }) {
    self.name = name
    self.change = change
  }

  var board: BoardRecord {
    var board = BoardRecord(savedAt: Board.ago(2))
    board.lastEventID = "48213"
    board.connection = SavedConnection(phase: .live)
    board.connection.openedAt = Board.ago(2_467)
    board.connection.lastHeartbeat = Board.ago(12)
    board.connection.lastEvent = Board.ago(4)
    board.connection.lastSignOfLife = Board.ago(4)
    board.counts = ["CREATED": 6, "PENDING": 15, "PROCESSING": 25, "OTHER": 1, "SHIPPED": 765, "CANCELLED": 12]
    board.shippedLastHour = Self.hour([30, 7])
    board.errorsLastHour = Self.hour([1, 0, 1])
    change(&board)
    return board
  }

  /// Counts of the last minutes, the newest last.
  static func hour(_ counts: [Int], newest: Timestamp = Board.now) -> SavedHour {
    var hour = SavedHour()
    hour.newestMinute = newest.milliseconds / 60_000
    hour.counts = counts
    return hour
  }

  func report(
    late: [String: Int] = ["PENDING": 2, "PROCESSING": 1], warned: [String: Int] = ["PENDING": 4, "PROCESSING": 3],
    oldest: [String: (id: OrderID, since: Timestamp)] = [
      "CREATED": (OrderID("order-4713"), Board.ago(41)), "PENDING": (OrderID("order-4711"), Board.ago(761)),
      "PROCESSING": (OrderID("order-4650"), Board.ago(2_710)),
    ]
  ) -> StatusReport {
    StatusReport(
      source: "127.0.0.1:8080", filters: ["cust-123"], board: board, late: late, warned: warned, oldest: oldest,
      limits: .standard, now: Board.now)
  }

  private static let timedOut = "no answer within 60 s"

  static let all: [SavedFixture] = [
    SavedFixture("live"),
    SavedFixture("connecting") { $0.connection.phase = .connecting },
    SavedFixture("connecting again") { board in
      board.connection.phase = .connecting
      board.connection.retryNumber = 2
    },
    SavedFixture("idle") { $0.connection.phase = .idle },
    SavedFixture("replay") { board in
      board.connection.phase = .replay
      board.connection.replayDone = 12
      board.connection.replayTotal = 300
    },
    SavedFixture("retry") { board in
      board.connection.phase = .retry
      board.connection.retryNumber = 3
      board.connection.retryLimit = 10
      board.connection.waitUntil = Board.ago(-7)
      board.connection.reason = "connection reset by peer"
    },
    SavedFixture("maintenance") { board in
      board.connection.phase = .maintenance
      board.connection.waitUntil = Board.ago(-58)
    },
    SavedFixture("offline") { board in
      board.connection.phase = .offline
      board.connection.retryNumber = 11
      board.connection.waitUntil = Board.ago(-27)
      board.connection.reason = timedOut
    },
    SavedFixture("stopped") { board in
      board.connection.phase = .stopped
      board.connection.reason = "not authorised (401)"
      board.connection.lastSignOfLife = Board.ago(7_200)
    },
    SavedFixture("silent") { board in
      board.connection.lastHeartbeat = Board.ago(262)
      board.connection.lastSignOfLife = Board.ago(252)
    },
    SavedFixture("silent, retry") { board in
      board.connection.phase = .retry
      board.connection.retryNumber = 3
      board.connection.retryLimit = 10
      board.connection.waitUntil = Board.ago(-7)
      board.connection.reason = timedOut
      board.connection.lastHeartbeat = Board.ago(262)
      board.connection.lastSignOfLife = Board.ago(252)
    },
    SavedFixture("outdated") { board in
      board.savedAt = Board.ago(252)
      board.connection.lastHeartbeat = Board.ago(255)
    },
    SavedFixture("outdated, stopped") { board in
      board.savedAt = Board.ago(200_000)
      board.connection.phase = .stopped
      board.connection.reason = "not authorised (401)"
      board.connection.lastHeartbeat = Board.ago(200_012)
    },
    SavedFixture("from the future") { board in
      board.savedAt = Board.ago(-3_600)
      board.connection.openedAt = Board.ago(-600)
      board.connection.lastHeartbeat = Board.ago(-3_590)
      board.connection.lastSignOfLife = Board.ago(-3_598)
    },
    SavedFixture("gap") { board in
      board.gaps = [Gap(at: Board.ago(90), reason: "EVENT_ID_EXPIRED", requestedID: "15", oldestAvailable: "500")]
      board.unverified = 5
    },
    SavedFixture("gaps, retry") { board in
      board.gaps = [Gap(at: Board.ago(90), reason: "a"), Gap(at: Board.ago(80), reason: "b")]
      board.connection.phase = .retry
      board.connection.retryNumber = 1
      board.connection.waitUntil = Board.ago(-2)
    },
    SavedFixture("gap, outdated") { board in
      board.gaps = [Gap(at: Board.ago(90), reason: "EVENT_ID_EXPIRED")]
      board.savedAt = Board.ago(61)
    },
    SavedFixture("new") { board in
      board.connection = SavedConnection(phase: .live)
      board.counts = [:]
      board.errorsLastHour = SavedHour()
      board.shippedLastHour = SavedHour()
    },
  ]
}
