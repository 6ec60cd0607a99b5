import Glibc
import OrderProtocol
import SavedState
import TestSupport
import Testing

@testable import Persistence

@Suite(.serialized) struct DiskTroubleTests {
  let folder: TemporaryFolder
  let directory: StateDirectory

  init() throws {
    folder = try TemporaryFolder()
    directory = StateDirectory(path: folder.path("state"))
  }

  /// What somebody else sees of a state.
  private struct Seen: Equatable {
    var orders: [OrderID: SavedOrder] = [:]
    var position: String?

    init() {}

    init(_ path: String) throws {
      let reader = try #require(try StateReader.open(path))
      try reader.forEachOrder { orders[$0.id] = $0 }
      position = try reader.summary(late: [:], warned: [:]).board.lastEventID
    }

    func after(_ checkpoint: Checkpoint) -> Seen {
      var seen = self
      for order in checkpoint.orders { seen.orders[order.id] = order }
      seen.position = checkpoint.board.lastEventID
      return seen
    }
  }

  /// Changes one order and adds another.
  private func checkpoint(_ number: Int, payload: Int = 5000) -> Checkpoint {
    var changed = SavedOrder.numbered(0)
    changed.lastEventID = String(number)
    return Checkpoint(
      orders: [changed, .numbered(number)],
      journal: [
        JournalRecord(
          eventID: String(number), type: "order-updated", orderID: changed.id, receivedAt: .noon,
          data: String(repeating: "x", count: payload))
      ], board: .at(String(number)))
  }

  private func events(_ file: StateFile) async throws -> [String] {
    try await file.timeline(of: OrderID("order-0"), limit: 10_000).map(\.eventID)
  }

  @Test(
    "whichever call fails, the state is what it was, and the same checkpoint is saved later",
    arguments: FailingDisk.Trouble.allCases)
  func everyCall(trouble: FailingDisk.Trouble) async throws {
    let disk = try FailingDisk(folder: folder.path("state/"))
    var seen = Seen()
    var number = 0
    var isReached = true
    var reasons: Set<String> = []
    while isReached {
      let opening = try await directory.opened()
      #expect(opening.setAside == nil)
      let file = try #require(opening.file)
      let checkpoint = checkpoint(number)
      if number > 0 { disk.fail(number, of: FailingDisk.Call.allCases, with: trouble) }
      do throws(StateError) {
        try await file.write(checkpoint)
        isReached = disk.repair() > 0 || number == 0
        #expect(!isReached || number == 0, "call \(number) failed, and nobody said so")
      } catch {
        #expect(disk.repair() > 0)
        guard case .unavailable(let reason) = error else { throw error }
        reasons.insert(reason)
        #expect(try Seen(directory.testFile) == seen, "call \(number)")
        try await file.write(checkpoint)
      }
      seen = seen.after(checkpoint)
      #expect(try Seen(directory.testFile) == seen, "call \(number)")
      if !isReached { #expect(try await events(file) == (0...number).map(String.init)) }
      await file.close()
      number += 1
    }
    #expect(number > 10)
    // Of the log SQLite tells that it could not be written to, and only of a full disk why.
    var possible = ["\(directory.testFile): cannot be opened, read or written"]
    if trouble == .full { possible.append("\(directory.testFile): no space left on device") }
    #expect(reasons == Set(possible))
  }

  @Test("a disk that fails when the log is brought home costs nothing", arguments: FailingDisk.Call.allCases)
  func logBroughtHome(call: FailingDisk.Call) async throws {
    let disk = try FailingDisk(folder: folder.path("state/"))
    let file = try #require(try await directory.opened().file)
    var seen = Seen()
    var failures = 0
    for number in 0..<150 {
      let checkpoint = checkpoint(number, payload: 50_000)
      // Late enough for the log to be written; now and then it is brought home.
      disk.fail(call == .write ? 60 : 1, of: number % 8 != 0 ? [call] : [], with: .broken)
      do throws(StateError) {
        try await file.write(checkpoint)
      } catch {
        guard case .unavailable = error else { throw error }
        failures += disk.repair()
        #expect(try Seen(directory.testFile) == seen)
        try await file.write(checkpoint)
      }
      failures += disk.repair()
      seen = seen.after(checkpoint)
    }
    #expect(failures > 0)
    #expect(try Seen(directory.testFile) == seen)
    #expect(try await events(file) == (0..<150).map(String.init))
    await file.close()
    let again = try await directory.opened()
    #expect(again.setAside == nil && again.board?.board.lastEventID == "149")
    await again.file?.close()
  }

  @Test(
    "a file system that fills up keeps the last good state, and takes the rest when there is room again",
    .enabled(if: SmallFileSystem.isPermitted, "needs the right to mount"))
  func fullFileSystem() async throws {
    let small = try SmallFileSystem()
    let directory = StateDirectory(path: small.path)
    try small.fill(leaving: 600_000)
    let file = try #require(try await directory.opened().file)
    var seen = Seen()
    var number = 0
    var refusal: StateError?
    while refusal == nil, number < 1000 {
      do throws(StateError) {
        try await file.write(checkpoint(number))
        seen = seen.after(checkpoint(number))
        number += 1
      } catch {
        refusal = error
      }
    }
    #expect(number > 1)
    #expect(refusal == .unavailable(reason: "\(directory.testFile): no space left on device"))
    #expect(try Seen(directory.testFile) == seen)
    await #expect(throws: StateError.self) { try await file.write(checkpoint(number)) }
    #expect(try Seen(directory.testFile) == seen)

    small.empty()
    try await file.write(checkpoint(number))
    #expect(try Seen(directory.testFile) == seen.after(checkpoint(number)))
    #expect(try await events(file) == (0...number).map(String.init))
    await file.close()
  }

  @Test(
    "a read-only file system is read, and written once it may be",
    .enabled(if: SmallFileSystem.isPermitted, "needs the right to mount"))
  func readOnly() async throws {
    let small = try SmallFileSystem()
    let directory = StateDirectory(path: small.path)
    let file = try #require(try await directory.opened().file)
    try await file.write(checkpoint(1))
    await file.close()
    try small.remount(isReadOnly: true)
    guard case .reader(let board, .unavailable(let reason)) = try await directory.opened() else {
      Issue.record("a writer of what cannot be written")
      return
    }
    #expect(board?.orders == checkpoint(1).orders)
    #expect(reason == "\(small.path): read-only file system")
    #expect(try Seen(directory.testFile) == Seen().after(checkpoint(1)))
    try small.remount(isReadOnly: false)
    let again = try await directory.opened()
    #expect(again.board?.orders == checkpoint(1).orders)
    try await #require(again.file).write(checkpoint(2))
    #expect(try Seen(directory.testFile).position == "2")
    await again.file?.close()
  }

  @Test("where there can be no directory there is no board, and a reason", arguments: ["file", "/proc/ordertop"])
  func noDirectory(name: String) async throws {
    try folder.write("a file", to: "file")
    let path = name.hasPrefix("/") ? name : folder.path(name)
    guard case .reader(nil, .unavailable(let reason)) = try await StateDirectory(path: path).opened() else {
      Issue.record("a state where there can be none")
      return
    }
    let causes = name == "file" ? [ENOTDIR] : [ENOENT, EACCES]
    #expect(causes.contains { reason == "\(path): \(SystemError(code: $0).reason)" })
  }
}
