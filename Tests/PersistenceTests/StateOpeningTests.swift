import GRDB
import Glibc
import OrderProtocol
import SavedState
import TestSupport
import Testing

@testable import Persistence

@Suite struct StateOpeningTests {
  let folder: TemporaryFolder
  let directory: StateDirectory

  init() throws {
    folder = try TemporaryFolder()
    directory = StateDirectory(path: folder.path("."))
  }

  private func save(_ checkpoint: Checkpoint) async throws {
    let file = try #require(try await directory.opened().file)
    try await file.write(checkpoint)
    await file.close()
  }

  @Test("whoever comes second reads the board, and is told why it may not write")
  func secondOpening() async throws {
    let first = try #require(try await directory.opened().file)
    try await first.write(Checkpoint(orders: [.numbered(1)], board: .at("1")))
    guard case .reader(let board, let cause) = try await directory.opened() else {
      Issue.record("two writers")
      return
    }
    #expect(board?.orders == [.numbered(1)])
    #expect(cause == .taken(reason: "another ordertop saves this stream"))
    guard case .reader(nil, _) = try await directory.opened(fresh: true) else {
      Issue.record("the state of another one was forgotten, or shown though it was not wanted")
      return
    }
    await first.close()
    #expect(try await directory.opened().file != nil)
  }

  @Test("the lock is gone with the process that held it")
  func killedHolder() async throws {
    try await save(Checkpoint(orders: [.numbered(1)], board: .at("1")))
    var holder = pid_t()
    let words: [String] = ["flock", "--no-fork", directory.testLock, "sleep", "1000"]
    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    try #require(posix_spawnp(&holder, "flock", nil, nil, arguments, [nil]) == 0)
    // It needs a moment to take it.
    var opening = try await directory.opened()
    for _ in 0..<1000 where opening.file != nil {
      await opening.file?.close()
      usleep(10_000)
      opening = try await directory.opened()
    }
    #expect(opening.file == nil)
    kill(holder, SIGKILL)
    waitpid(holder, nil, 0)
    opening = try await directory.opened()
    #expect(opening.board?.orders == [.numbered(1)])
    await opening.file?.close()
  }

  @Test("a fresh start forgets everything, the journal too, and gives the room back")
  func fresh() async throws {
    let journal = (0..<1000).map {
      JournalRecord(
        eventID: "\($0)", type: "order-updated", receivedAt: .noon, data: String(repeating: "x", count: 1000))
    }
    try await save(Checkpoint(orders: [.numbered(1)], journal: JournalBatch(journal), board: .at("1")))
    let before = try #require(FileStatus(directory.testFile)).size
    let opening = try await directory.opened(fresh: true)
    #expect(opening.board == nil && opening.setAside == nil)
    let file = try #require(opening.file)
    #expect(try await file.timeline(of: OrderID("order-1"), limit: 10) == [])
    #expect(try await file.recall([OrderID("order-1")]) == [])
    try await file.write(Checkpoint(orders: [.numbered(2)], board: .at("2")))
    await file.close()
    #expect(try await directory.opened().board?.orders == [.numbered(2)])
    #expect(try #require(FileStatus(directory.testFile)).size < before / 4)
  }

  @Test("a state that is found late is kept under another name")
  func lateStart() async throws {
    try await save(Checkpoint(orders: [.numbered(1)], board: .at("1")))
    let late = try await directory.opened(isLateStart: true)
    #expect(late.board == nil)
    let path = try #require(late.setAside)
    #expect(path == directory.aside("before-20240715T120000Z"))
    #expect(try number(path, "SELECT count(*) FROM orders") == 1)
    let file = try #require(late.file)
    try await file.write(Checkpoint(orders: [.numbered(2)], isComplete: true, board: .at("2")))
    await file.close()
    let again = try await directory.opened(isLateStart: true)
    #expect(again.setAside == directory.aside("before-20240715T120000Z-2"))
    #expect(try number(path, "SELECT count(*) FROM orders") == 1)
    await again.file?.close()
    #expect(try await directory.opened(isLateStart: true).setAside == nil, "it was empty")
  }

  @Test("a damaged file is set aside, never over another one, and a new one begun")
  func damaged() async throws {
    for number in 1...3 {
      try folder.write("this is no database at all, but long enough to be one", to: name)
      let opening = try await directory.opened()
      let suffix = number == 1 ? "" : "-\(number)"
      #expect(opening.setAside == directory.aside("damaged-20240715T120000Z\(suffix)"))
      #expect(opening.board == nil)
      let file = try #require(opening.file)
      try await file.write(Checkpoint(orders: [.numbered(number)], board: .at("1")))
      await file.close()
      #expect(try await directory.opened().board?.orders == [.numbered(number)])
    }
  }

  @Test("a file that was deleted meanwhile is noticed, and another one begun")
  func deleted() async throws {
    let file = try #require(try await directory.opened().file)
    try await file.write(Checkpoint(orders: [.numbered(1)], board: .at("1")))
    for suffix in ["", "-wal", "-shm"] { unlink(directory.testFile + suffix) }
    unlink(directory.testLock)
    await #expect(throws: StateError.damaged(reason: "\(directory.testFile): deleted or renamed")) {
      try await file.write(Checkpoint(orders: [.numbered(2)], board: .at("2")))
    }
    await file.close()
    let opening = try await directory.opened()
    #expect(opening.board == nil && opening.setAside == nil)
    let again = try #require(opening.file)
    try await again.write(Checkpoint(orders: [.numbered(1), .numbered(2)], isComplete: true, board: .at("2")))
    await again.close()
    #expect(try await directory.opened().board?.orders == [.numbered(1), .numbered(2)])
  }

  @Test("a lock whose file was deleted is noticed before somebody else's is in the way")
  func deletedLock() async throws {
    let file = try #require(try await directory.opened().file)
    try await file.write(Checkpoint(orders: [.numbered(1)], board: .at("1")))
    unlink(directory.testLock)
    let other = try #require(try await directory.opened().file)
    await #expect(throws: StateError.damaged(reason: "\(directory.testFile): its lock file was deleted")) {
      try await file.write(Checkpoint(orders: [.numbered(2)], board: .at("2")))
    }
    await file.close()
    guard case .reader(let board, .taken) = try await directory.opened() else {
      Issue.record("two writers")
      return
    }
    #expect(board?.orders == [.numbered(1)])
    try await other.write(Checkpoint(orders: [.numbered(3)], board: .at("3")))
    await other.close()
    #expect(try await directory.opened().board?.orders == [.numbered(1), .numbered(3)])
  }

  private var name: String { String(directory.testFile.dropFirst(folder.path("./").utf8.count)) }

  @Test("another program's database is set aside as it is")
  func foreignDatabase() async throws {
    try changeByHand(directory.testFile, "CREATE TABLE orders (id INTEGER); PRAGMA user_version = 99")
    let before = bytes(directory.testFile)
    #expect(throws: StateError.damaged(reason: "\(directory.testFile): not a saved state")) {
      try StateReader.open(directory.testFile)
    }
    let path = try #require(try await directory.opened().setAside)
    #expect(bytes(path) == before)
  }

  @Test("a file under another stream's name is not taken for its own")
  func wrongStream() async throws {
    try await save(Checkpoint(orders: [.numbered(1)], board: .at("1")))
    let other = StreamIdentity(url: "http://b/", source: "b", filters: [])
    rename(directory.testFile, directory.file(of: other))
    let opening = try await directory.open(other, retention: Retention(), now: .noon)
    #expect(opening.board == nil && opening.setAside != nil)
  }

  @Test("a newer version's file is refused and left as it is, its log too", arguments: [true, false])
  func newer(isLogged: Bool) async throws {
    try await save(Checkpoint(orders: [.numbered(1)], board: .at("1")))
    let database = try DatabaseQueue.writer(directory.testFile)
    try await database.write { try $0.execute(sql: "PRAGMA user_version = 7; CREATE TABLE more (id INTEGER)") }
    if isLogged {
      // As a newer version leaves it that was killed.
      try folder.write(bytes(directory.testFile), to: "db")
      try folder.write(bytes(directory.testFile + "-wal"), to: "log")
    }
    try database.close()
    if isLogged {
      rename(folder.path("db"), directory.testFile)
      rename(folder.path("log"), directory.testFile + "-wal")
    }
    let before = [bytes(directory.testFile), bytes(directory.testFile + "-wal")]
    #expect(before[1].isEmpty == !isLogged)
    let error = StateError.newer(
      version: 7, reason: "\(directory.testFile): saved by a newer version of ordertop")
    for (fresh, isLateStart) in [(false, false), (true, false), (false, true)] {
      await #expect(throws: error) { try await directory.opened(fresh: fresh, isLateStart: isLateStart) }
    }
    #expect(throws: error) { try StateReader.open(directory.testFile) }
    #expect([bytes(directory.testFile), bytes(directory.testFile + "-wal")] == before)
  }

  @Test("a file with steps that we do not know is newer")
  func unknownStep() async throws {
    try await save(Checkpoint(orders: [.numbered(1)], board: .at("1")))
    try changeByHand(directory.testFile, "INSERT INTO grdb_migrations VALUES ('rename-everything')")
    let before = bytes(directory.testFile)
    await #expect(throws: StateError.newer(Schema.version + 1, directory.testFile)) { try await directory.opened() }
    #expect(bytes(directory.testFile) == before)
  }

  private func bytes(_ path: String) -> [UInt8] { contents(path) ?? [] }
}
