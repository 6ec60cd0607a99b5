import GRDBSQLite
import Glibc
import Synchronization
import Testing

/// A disk on which what SQLite does in one folder goes wrong when a test says so. Files opened by SQLite while there is one
/// take part, those of other folders do not. One at a time.
final class FailingDisk {
  enum Call: CaseIterable, Sendable {
    case write, truncate, sync
  }

  enum Trouble: CaseIterable, Sendable {
    /// The disk is full from that call on.
    case full
    /// That one call fails.
    case broken
  }

  private struct Orders {
    var folder = ""
    var calls: [Call] = []
    var trouble = Trouble.full
    var remaining = Int.max
    var failures = 0
  }

  private static let orders = Mutex(Orders())

  init(folder: String) throws {
    Self.orders.withLock { $0 = Orders(folder: folder) }
    try #require(sqlite3_vfs_register(Self.system, 1) == SQLITE_OK)
  }

  /// Connections that others have opened meanwhile go on using it, so it stays in memory.
  deinit {
    Self.orders.withLock { $0 = Orders() }
    sqlite3_vfs_register(sqlite3_vfs_find("unix"), 1)
    sqlite3_vfs_unregister(Self.system)
  }

  /// Makes the call of that number fail, counted from 1 and from now.
  func fail(_ number: Int, of calls: [Call], with trouble: Trouble) {
    Self.orders.withLock {
      $0.calls = calls
      $0.trouble = trouble
      $0.remaining = number
      $0.failures = 0
    }
  }

  /// - Returns: how many calls have failed.
  @discardableResult
  func repair() -> Int {
    Self.orders.withLock {
      $0.calls = []
      return $0.failures
    }
  }

  private static func failure(of call: Call) -> Trouble? {
    orders.withLock {
      guard $0.calls.contains(call) else { return nil }
      $0.remaining -= 1
      guard $0.remaining == 0 || ($0.trouble == .full && $0.remaining < 0) else { return nil }
      $0.failures += 1
      return $0.trouble
    }
  }

  /// SQLite's own file system, its files' methods exchanged as they are opened. Never changed once made, and never freed.
  nonisolated(unsafe) private static let system: UnsafeMutablePointer<sqlite3_vfs> = {
    let system = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    if let unix = sqlite3_vfs_find("unix") { system.initialize(to: unix.pointee) }
    system.pointee.pNext = nil
    system.pointee.zName = UnsafePointer(strdup("failing"))
    system.pointee.xOpen = { _, name, file, flags, result in
      guard let unix = sqlite3_vfs_find("unix"), let file else { return SQLITE_ERROR }
      let code = unix.pointee.xOpen(unix, name, file, flags, result)
      let isOurs = name.map { name in
        FailingDisk.orders.withLock { !$0.folder.isEmpty && String(cString: name).hasPrefix($0.folder) }
      }
      if code == SQLITE_OK, isOurs ?? false, let methods = file.pointee.pMethods {
        file.pointee.pMethods = FailingDisk.failing(methods)
      }
      return code
    }
    return system
  }()

  /// The methods that may fail, and after them the true ones. As few bytes as they are, they stay.
  private static func failing(_ methods: UnsafePointer<sqlite3_io_methods>) -> UnsafePointer<sqlite3_io_methods> {
    let both = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 2)
    both.initialize(repeating: methods.pointee, count: 2)
    both.pointee.xWrite = { file, bytes, count, offset in
      let write = FailingDisk.methods(file)?.xWrite
      let trouble = FailingDisk.failure(of: .write)
      // What fails has been done by half.
      let code = write?(file, bytes, trouble == nil ? count : count / 2, offset) ?? SQLITE_ERROR
      switch trouble {
      case .full: return FailingDisk.failed(ENOSPC, SQLITE_FULL)
      case .broken: return FailingDisk.failed(EIO, SQLITE_IOERR | (3 << 8))
      case nil: return code
      }
    }
    both.pointee.xSync = { file, flags in
      if FailingDisk.failure(of: .sync) != nil { return FailingDisk.failed(EIO, SQLITE_IOERR | (4 << 8)) }
      return FailingDisk.methods(file)?.xSync(file, flags) ?? SQLITE_ERROR
    }
    both.pointee.xTruncate = { file, size in
      if FailingDisk.failure(of: .truncate) != nil { return FailingDisk.failed(EIO, SQLITE_IOERR | (6 << 8)) }
      return FailingDisk.methods(file)?.xTruncate(file, size) ?? SQLITE_ERROR
    }
    return UnsafePointer(both)
  }

  private static func methods(_ file: UnsafeMutablePointer<sqlite3_file>?) -> sqlite3_io_methods? {
    file?.pointee.pMethods.map { $0[1] }
  }

  private static func failed(_ error: Int32, _ code: Int32) -> Int32 {
    errno = error
    return code
  }
}
