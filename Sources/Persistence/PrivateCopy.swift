import GRDB
import Glibc

/// A copy of a saved state in a directory that nobody else can enter. Its files have no names any more once it is open.
enum PrivateCopy {
  /// Copies a state that cannot be read where it is: the database, and the log that goes with it.
  static func open(_ path: String) throws -> DatabaseQueue {
    try inDirectory { directory in
      let copy = "\(directory)/copy"
      for attempt in 1... {
        let before = [FileStatus(path), FileStatus(path + "-wal")]
        try FileCopy.copy(path, to: copy)
        if before[1] != nil { try FileCopy.copy(path + "-wal", to: copy + "-wal") }
        if [FileStatus(path), FileStatus(path + "-wal")] == before { break }
        guard attempt < 3 else { throw SystemError(code: EAGAIN) }
      }
      return try .reader(copy)
    }
  }

  /// Copies a state of an older version, as that connection sees it, and takes the copy up to this one.
  static func migrated(_ database: DatabaseQueue) throws -> DatabaseQueue {
    try inDirectory { directory in
      let copy = try DatabaseQueue.writer("\(directory)/copy")
      try database.backup(to: copy)
      try Schema.migrate(copy)
      try copy.close()
      return try .reader("\(directory)/copy")
    }
  }

  private static func inDirectory(_ open: (String) throws -> DatabaseQueue) throws -> DatabaseQueue {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var template = Array("\(parent.isEmpty ? "/tmp" : parent)/ordertop-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw SystemError() }
    let directory = String(cString: made)
    defer {
      for suffix in ["", "-wal", "-shm"] { unlink("\(directory)/copy\(suffix)") }
      rmdir(directory)
    }
    return try open(directory)
  }
}
