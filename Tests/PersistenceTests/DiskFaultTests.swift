import Glibc
import OrderProtocol
import Persistence
import SavedState
import TestSupport
import Testing

/// Whatever the disk refuses: a checkpoint is saved or it is not, and can be saved again.
@Suite(.serialized) struct DiskFaultTests {
  let folder: TemporaryFolder
  let directory: StateDirectory
  private let old = Checkpoint(
    orders: (0..<40).map { .numbered($0) },
    journal: [JournalRecord(eventID: "1", type: "t", receivedAt: .noon, data: "{}")], board: .at("1"))
  private let new = Checkpoint(
    orders: (20..<60).map { .numbered($0, status: .shipped) },
    journal: [JournalRecord(eventID: "2", type: "t", receivedAt: .noon, data: String(repeating: "x", count: 20_000))],
    log: [SavedLogEntry(number: 0, at: .noon, level: 0, title: "title", text: "text")], board: .at("2"))
  /// The files of a state that holds `old`.
  private let start: [UInt8]

  init() async throws {
    try #require(DiskFaults.installed)
    folder = try TemporaryFolder()
    directory = StateDirectory(path: folder.path("."))
    let file = try #require(try await directory.opened().file)
    try await file.write(old)
    await file.close()
    start = try #require(contents(directory.testFile))
  }

  private func reset() throws {
    for suffix in ["-wal", "-shm"] { unlink(directory.testFile + suffix) }
    try folder.write(start, to: String(directory.testFile.dropFirst(folder.path("").utf8.count)))
  }

  private enum Content { case old, new }

  /// What a reader sees; `nil` when it is neither the one state nor the other.
  private func content() throws -> Content? {
    let reader = try #require(try StateReader.open(directory.testFile))
    var orders: [SavedOrder] = []
    try reader.forEachOrder { orders.append($0) }
    orders.sort { $0.id < $1.id }
    switch try reader.summary(late: [:], warned: [:]).board {
    case old.board: return orders == old.orders.sorted { $0.id < $1.id } ? .old : nil
    case new.board: return orders == (old.orders[..<20] + new.orders).sorted { $0.id < $1.id } ? .new : nil
    default: return nil
    }
  }

  @Test(
    "a checkpoint that cannot be written leaves what was before, and can be written again",
    arguments: zip([DiskFaults.Kind.once, .fromThereOn], [EIO, ENOSPC]))
  func writing(kind: DiskFaults.Kind, error: Int32) async throws {
    var failures = 0
    for number in 1... {
      try reset()
      let file = try #require(try await directory.opened().file)
      DiskFaults.arm(number, kind, error: error, in: folder.path(""))
      var isWritten = true
      do {
        try await file.write(new)
      } catch StateError.unavailable(let reason) {
        isWritten = false
        failures += 1
        #expect(
          reason == "\(directory.testFile): \(error == ENOSPC ? "no space left on device" : "input/output error")",
          "call \(number)")
      }
      guard DiskFaults.disarm() else {
        await file.close()
        break
      }
      #expect(try content() == (isWritten ? .new : .old), "call \(number)")
      try await file.write(new)
      #expect(try content() == .new, "call \(number)")
      await file.close()
      let again = try await directory.opened()
      #expect(again.setAside == nil)
      #expect(again.board?.orders.count == 60 && again.board?.recent.last == new.journal.records.last, "call \(number)")
      await again.file?.close()
    }
    #expect(failures > 8)
  }

  @Test("an end that the disk refuses loses nothing")
  func closing() async throws {
    for number in 1... {
      try reset()
      let file = try #require(try await directory.opened().file)
      try await file.write(new)
      DiskFaults.arm(number, .fromThereOn, error: EIO, in: folder.path(""))
      await file.close()
      guard DiskFaults.disarm() else { break }
      #expect(try content() == .new, "call \(number)")
      let again = try await directory.opened()
      #expect(again.setAside == nil && again.board?.board == new.board, "call \(number)")
      await again.file?.close()
    }
  }

  @Test("a state that cannot be opened now is not taken for a damaged one", arguments: DiskFaults.Kind.allCases)
  func opening(kind: DiskFaults.Kind) async throws {
    var failures = 0
    for number in 1... {
      try reset()
      DiskFaults.arm(number, kind, error: EIO, in: folder.path(""))
      let opening = try await directory.opened()
      let isReached = DiskFaults.disarm()
      #expect(opening.setAside == nil, "call \(number)")
      #expect(opening.board == nil || opening.board?.board == old.board, "call \(number)")
      if let file = opening.file {
        #expect(opening.board?.board == old.board, "call \(number)")
        try await file.write(new)
        await file.close()
        #expect(try content() == .new, "call \(number)")
      } else {
        failures += 1
        #expect(try content() == .old, "call \(number)")
      }
      guard isReached else { break }
    }
    #expect(failures > 8)
  }

  @Test(
    "a file that cannot be read now is not called damaged, and nothing wrong is read",
    arguments: DiskFaults.Kind.allCases)
  func reading(kind: DiskFaults.Kind) throws {
    for number in 1... {
      try reset()
      DiskFaults.arm(number, kind, error: EIO, in: folder.path(""))
      do {
        #expect(try content() == .old, "call \(number)")
      } catch StateError.unavailable {
        // So it should be.
      }
      guard DiskFaults.disarm() else { break }
    }
  }
}
