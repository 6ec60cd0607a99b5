import GRDBSQLite
import Glibc
import Synchronization

/// Lets calls of SQLite's to the operating system fail, by their number, for the files of one folder.
enum DiskFaults {
  /// What happens to a call when its turn has come, and to those after it.
  enum Kind: CaseIterable {
    case once, fromThereOn
  }

  private static let folder = Mutex("")
  private static let countdown = Atomic(Int.max)
  private static let isLasting = Atomic(false)
  private static let code = Atomic<Int32>(0)

  /// From now on the `number`-th call fails, counted from 1.
  static func arm(_ number: Int, _ kind: Kind, error: Int32, in path: String) {
    folder.withLock { $0 = path }
    isLasting.store(kind == .fromThereOn, ordering: .relaxed)
    code.store(error, ordering: .relaxed)
    countdown.store(number, ordering: .sequentiallyConsistent)
  }

  /// No call fails any more.
  ///
  /// - Returns: whether one has.
  @discardableResult
  static func disarm() -> Bool { countdown.exchange(.max, ordering: .sequentiallyConsistent) < 1 }

  /// Puts the calls that can fail in the place of the real ones; to be done once.
  static let installed: Bool = {
    guard let vfs = sqlite3_vfs_find(nil), let set = vfs.pointee.xSetSystemCall else { return false }
    func replace(_ name: String, _ call: sqlite3_syscall_ptr) { _ = set(vfs, name, call) }
    replace("open", unsafeBitCast(openCall, to: sqlite3_syscall_ptr.self))
    replace("ftruncate", unsafeBitCast(truncateCall, to: sqlite3_syscall_ptr.self))
    replace("pread", unsafeBitCast(readCall, to: sqlite3_syscall_ptr.self))
    replace("pread64", unsafeBitCast(readCall, to: sqlite3_syscall_ptr.self))
    replace("pwrite", unsafeBitCast(writeCall, to: sqlite3_syscall_ptr.self))
    replace("pwrite64", unsafeBitCast(writeCall, to: sqlite3_syscall_ptr.self))
    replace("unlink", unsafeBitCast(unlinkCall, to: sqlite3_syscall_ptr.self))
    replace("mmap", unsafeBitCast(mapCall, to: sqlite3_syscall_ptr.self))
    return true
  }()

  fileprivate static func fails(_ path: String) -> Bool {
    guard countdown.load(ordering: .relaxed) != .max else { return false }
    guard folder.withLock({ path.hasPrefix($0) }) else { return false }
    let left = countdown.subtract(1, ordering: .sequentiallyConsistent).newValue
    guard left == 0 || left < 0 && isLasting.load(ordering: .relaxed) else { return false }
    errno = code.load(ordering: .relaxed)
    return true
  }

  fileprivate static func fails(_ descriptor: Int32) -> Bool {
    guard countdown.load(ordering: .relaxed) != .max else { return false }
    var buffer = [CChar](repeating: 0, count: 1024)
    let count = readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count)
    return fails(String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }
}

private let openCall: @convention(c) (UnsafePointer<CChar>?, Int32, mode_t) -> Int32 = { path, flags, mode in
  guard let path else { return -1 }
  return DiskFaults.fails(String(cString: path)) ? -1 : open(path, flags, mode)
}

private let truncateCall: @convention(c) (Int32, off_t) -> Int32 = { descriptor, size in
  DiskFaults.fails(descriptor) ? -1 : ftruncate(descriptor, size)
}

private let readCall: @convention(c) (Int32, UnsafeMutableRawPointer?, Int, off_t) -> Int = {
  descriptor, buffer, count, offset in
  DiskFaults.fails(descriptor) ? -1 : pread(descriptor, buffer, count, offset)
}

private let writeCall: @convention(c) (Int32, UnsafeRawPointer?, Int, off_t) -> Int = {
  descriptor, buffer, count, offset in
  guard DiskFaults.fails(descriptor) else { return pwrite(descriptor, buffer, count, offset) }
  // A disk that is full takes some of it first.
  return pwrite(descriptor, buffer, count / 2, offset) < 0 ? -1 : -1
}

private let unlinkCall: @convention(c) (UnsafePointer<CChar>?) -> Int32 = { path in
  guard let path else { return -1 }
  return DiskFaults.fails(String(cString: path)) ? -1 : unlink(path)
}

private let mapCall:
  @convention(c) (UnsafeMutableRawPointer?, Int, Int32, Int32, Int32, off_t) -> UnsafeMutableRawPointer? = {
    address, length, protection, flags, descriptor, offset in
    DiskFaults.fails(descriptor)
      ? UnsafeMutableRawPointer(bitPattern: -1) : mmap(address, length, protection, flags, descriptor, offset)
  }
