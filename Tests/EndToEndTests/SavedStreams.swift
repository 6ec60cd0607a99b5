import EventStream
import OrderProtocol
import Persistence
import SavedState
import TestSupport
import Testing

@testable import ordertop

/// A directory of saved states, as dashboards leave them behind.
final class SavedStreams: Sendable {
  static let url = "http://shop.example/v1/orders/live"

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The directory.
  var path: String { folder.path(".") }

  var now: Timestamp { Clocks.wall() }

  func ago(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: now.milliseconds - seconds * 1_000) }

  /// An order that entered its status so many seconds ago.
  func order(
    _ id: String, _ status: OrderStatus = .created, since seconds: Int64 = 0,
    _ change: (inout SavedOrder) -> Void = { _ in }
  ) -> SavedOrder {
    let then = ago(seconds)
    var order = SavedOrder(id: OrderID(id), status: status, statusSince: then, firstSeen: then, lastChanged: then)
    change(&order)
    return order
  }

  /// A board of a stream that is live.
  func board(_ orders: [SavedOrder] = [], _ change: (inout BoardRecord) -> Void = { _ in }) -> BoardRecord {
    var board = BoardRecord(savedAt: now)
    board.lastEventID = "48213"
    board.connection = SavedConnection(phase: .live)
    board.connection.lastHeartbeat = ago(5)
    board.connection.lastEvent = ago(5)
    board.connection.lastSignOfLife = ago(5)
    for order in orders {
      let word = if case .other = order.status { "OTHER" } else { order.status.word }
      board.counts[word, default: 0] += 1
    }
    change(&board)
    return board
  }

  static func identity(_ url: String = url) throws -> StreamIdentity {
    let request = try StreamRequest(url: url)
    return StreamIdentity(url: request.url, source: request.source, filters: [])
  }

  /// Opens a stream's state for writing.
  func writer(_ url: String = url) async throws -> StateFile {
    let opening = try await StateDirectory(path: path).open(
      try Self.identity(url), retention: Retention(), now: now)
    guard case .writer(let file, _, _) = opening else {
      Issue.record("no writer: \(opening)")
      throw StateError.unavailable(reason: "no writer")
    }
    return file
  }

  /// Saves a stream, as a dashboard that was then closed.
  func save(
    _ orders: [SavedOrder] = [], url: String = url, _ change: (inout BoardRecord) -> Void = { _ in }
  ) async throws {
    let file = try await writer(url)
    try await file.write(Checkpoint(orders: orders, isComplete: true, board: board(orders, change)))
    await file.close()
  }

  /// The bytes of a stream's database.
  func bytes(_ url: String = url) throws -> [UInt8] {
    try FileContents.read(StateDirectory(path: path).file(of: try Self.identity(url)), limit: 1 << 28)
  }

  /// Puts other bytes in place of a stream's database.
  func replace(_ url: String = url, with bytes: [UInt8]) throws {
    let path = StateDirectory(path: path).file(of: try Self.identity(url))
    try folder.write(bytes, to: String(path.split(separator: "/").last ?? ""))
  }

  /// Runs a command on this directory until it ends.
  func run(
    _ arguments: String..., environment: [String: String] = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
  ) async throws -> (status: Int32, output: String, errors: String) {
    let program = try ChildProgram.ordertop(arguments + ["--state-dir", path], environment: environment)
    let status = try await program.end()
    return (status, await program.outputText, await program.errorText)
  }
}
