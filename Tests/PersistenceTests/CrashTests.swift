import Glibc
import OrderProtocol
import SavedState
import TestSupport
import Testing

@testable import Persistence

/// What is found after the process, or the machine, stopped at any moment.
@Suite struct CrashTests {
  let folder: TemporaryFolder
  let directory: StateDirectory
  /// Where the files of the moment of the crash are put.
  let other: TemporaryFolder
  let found: StateDirectory

  init() throws {
    folder = try TemporaryFolder()
    directory = StateDirectory(path: folder.path("."))
    other = try TemporaryFolder()
    found = StateDirectory(path: other.path("."))
  }

  /// The orders that checkpoints up to that number have changed; every one of them changes order 0.
  private func orders(upTo number: Int) -> [SavedOrder] {
    [order(0, at: number)] + (0...number).map { order($0 + 1, at: $0) }
  }

  private func order(_ id: Int, at number: Int) -> SavedOrder {
    var order = SavedOrder.numbered(id)
    order.lastEventID = String(number)
    return order
  }

  private func checkpoint(_ number: Int) -> Checkpoint {
    Checkpoint(
      orders: [order(0, at: number), order(number + 1, at: number)],
      journal: [JournalRecord(eventID: String(number), type: "t", receivedAt: .noon, data: "{}")],
      board: .at(String(number)))
  }

  /// Puts copies of a database and its log where nobody has them open.
  private func put(_ database: [UInt8], _ log: [UInt8]) throws {
    let name = String(found.testFile.dropFirst(other.path("").utf8.count))
    unlink(found.testFile + "-shm")
    try other.write(database, to: name)
    try other.write(log, to: name + "-wal")
  }

  /// Whether a board is what it was after one of the checkpoints, and which.
  private func number(_ board: SavedBoard?) -> Int? {
    guard let board, let number = Int(board.board.lastEventID) else { return nil }
    let isWhole =
      board.orders.sorted { $0.id < $1.id } == orders(upTo: number).sorted { $0.id < $1.id }
      && board.recent.map(\.eventID) == (0...number).map(String.init)
    return isWhole ? number : nil
  }

  @Test("what was written is there after the process was killed, to a reader and to the next writer")
  func killed() async throws {
    let file = try #require(try await directory.opened().file)
    for written in 0..<10 {
      try await file.write(checkpoint(written))
      try put(contents(directory.testFile) ?? [], contents(directory.testFile + "-wal") ?? [])
      let reader = try #require(try StateReader.open(found.testFile))
      #expect(number(try reader.board(of: .test, closedSince: .noon)) == written)
      let next = try await found.opened()
      #expect(next.setAside == nil)
      #expect(number(next.board) == written)
      await next.file?.close()
    }
    await file.close()
  }

  @Test("a log that broke off anywhere ends with the last checkpoint that is whole")
  func tornLog() async throws {
    let file = try #require(try await directory.opened().file)
    try await file.write(checkpoint(0))
    await file.close()
    let again = try #require(try await directory.opened().file)
    for written in 1..<6 { try await again.write(checkpoint(written)) }
    let database = try #require(contents(directory.testFile))
    let log = try #require(contents(directory.testFile + "-wal"))
    await again.close()
    var numbers: Set<Int> = []
    var last = 0
    for length in Array(stride(from: 0, to: log.count, by: 1031)) + [log.count] {
      try put(database, Array(log.prefix(length)))
      let reader = try #require(try StateReader.open(found.testFile))
      let number = try #require(number(try reader.board(of: .test, closedSince: .noon)), "\(length) bytes")
      #expect(number >= last)
      last = number
      numbers.insert(number)
    }
    #expect(numbers == Set(0..<6))
  }

  @Test("a state that was left open is read where nothing may be written", .enabled(if: SmallFileSystem.isPermitted))
  func readOnlyPlace() async throws {
    let file = try #require(try await directory.opened().file)
    try await file.write(checkpoint(0))
    await file.close()
    let again = try #require(try await directory.opened().file)
    try await again.write(checkpoint(1))
    let small = try SmallFileSystem()
    let path = StateDirectory(path: small.path).testFile
    try FileCopy.copy(directory.testFile, to: path)
    try FileCopy.copy(directory.testFile + "-wal", to: path + "-wal")
    await again.close()
    try small.remount(isReadOnly: true)
    let reader = try #require(try StateReader.open(path))
    #expect(number(try reader.board(of: .test, closedSince: .noon)) == 1)
    #expect(contents(path + "-shm") == nil)
  }

  @Test("a private copy leaves nothing behind, and shows what is in the log")
  func privateCopy() async throws {
    let file = try #require(try await directory.opened().file)
    try await file.write(checkpoint(0))
    setenv("TMPDIR", other.path("."), 1)
    defer { unsetenv("TMPDIR") }
    #expect(number(try privateBoard(directory.testFile)) == 0)
    await file.close()
    #expect(rmdir(other.path("")) == 0, "the folder is empty")
    mkdir(other.path(""), 0o700)
  }

  @Test("beside a thousand checkpoints a reader sees each time orders and position of one of them")
  func busyWriter() async throws {
    let file = try #require(try await directory.opened().file)
    try await file.write(checkpoint(0))
    async let writing: Void = {
      for number in 1..<1000 { try await file.write(checkpoint(number)) }
    }()
    var numbers: [Int] = []
    while numbers.last != 999, numbers.count < 100_000 {
      let reader = try #require(try StateReader.open(directory.testFile))
      var found: [SavedOrder] = []
      try reader.forEachOrder { found.append($0) }
      let position = try reader.summary(late: [:], warned: [:]).board.lastEventID
      let number = try #require(Int(position))
      #expect(found.first == order(0, at: number))
      #expect(found.count == number + 2)
      #expect(numbers.last ?? 0 <= number)
      numbers.append(number)
    }
    try await writing
    #expect(numbers.count > 3)
    await file.close()
  }
}
