import Glibc
package import OrderProtocol
package import SavedState

/// The directory of saved states: for each stream a database and a lock file, named after host and digest.
package struct StateDirectory: Sendable {
  package let path: String

  package init(path: String) { self.path = path }
}

/// What opening the saved state for writing came to.
package enum StateOpening: Sendable {
  /// This process is the writer. `board` is what was saved; `nil` when there was nothing. `setAside` tells where a file was
  /// moved to that is damaged, or was found late: then there is no board, and everything before now is unknown.
  case writer(StateFile, board: SavedBoard?, setAside: String?)
  /// It cannot be written, for that reason. `board` is what could be read all the same.
  case reader(board: SavedBoard?, because: StateError)
}

extension StateDirectory {
  /// Opens the state of a stream for writing and reads it, making directory (0700) and files (0600) where missing.
  ///
  /// - Parameters:
  ///   - fresh: forget what was saved.
  ///   - isLateStart: an earlier opening did not see what may be there now (the directory was out of reach), and the board
  ///     has gone on without it: a state that is there is moved aside under a new name instead of being written over.
  /// - Throws: ``StateError/newer(version:reason:)`` only; such a file is left alone.
  package func open(
    _ identity: StreamIdentity, retention: Retention, fresh: Bool = false, isLateStart: Bool = false, now: Timestamp
  ) async throws(StateError) -> StateOpening {
    let queue = SerialQueue()
    return try await queue.run { () throws(StateError) in
      try StateOpener(
        directory: path, file: file(of: identity), identity: identity, retention: retention, fresh: fresh,
        isLateStart: isLateStart, now: now, queue: queue
      ).open()
    }
  }

  /// The database of a stream, whether it is there or not.
  package func file(of identity: StreamIdentity) -> String {
    var name = identity.source.utf8.prefix(64).map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
        byte
      default: UInt8(ascii: "_")
      }
    }
    if name.isEmpty || name[0] == UInt8(ascii: ".") || name[0] == UInt8(ascii: "-") {
      name.insert(UInt8(ascii: "_"), at: 0)
    }
    return "\(path)/\(String(decoding: name, as: UTF8.self))-\(identity.digest)\(Self.suffix)"
  }

  /// Reads what is saved of single orders of a stream, whoever saves it.
  package func past(of identity: StreamIdentity) -> StatePast { StatePast(path: file(of: identity)) }

  /// The database that was saved to last; `nil` when there is none. Files that were set aside do not count.
  package func newestFile() -> String? {
    guard let entries = opendir(path) else { return nil }
    defer { closedir(entries) }
    var newest: (file: String, time: timespec)?
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      let file = "\(path)/\(name)"
      guard Self.isDatabase(name), let time = FileStatus(file)?.modified else { continue }
      let last = [time, FileStatus(file + "-wal")?.modified].compactMap { $0 }.max { $0 < $1 } ?? time
      if newest.map({ $0.time < last }) ?? true { newest = (file, last) }
    }
    return newest?.file
  }

  private static let suffix = ".sqlite"

  /// Whether a name ends as ``file(of:)`` makes it: a digest and the suffix. What was set aside has a time in between.
  private static func isDatabase(_ name: String) -> Bool {
    guard name.hasSuffix(suffix) else { return false }
    let digest = name.utf8.dropLast(suffix.utf8.count).suffix(33)
    return digest.count == 33 && digest.first == UInt8(ascii: "-")
      && digest.dropFirst().allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}

extension timespec {
  fileprivate static func < (one: timespec, other: timespec) -> Bool {
    (one.tv_sec, one.tv_nsec) < (other.tv_sec, other.tv_nsec)
  }
}
