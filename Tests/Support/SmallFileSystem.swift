import Glibc

/// A file system in memory, of one mebibyte; gone when the value is released.
package final class SmallFileSystem {
  /// Whether we may mount at all.
  package static let isPermitted = (try? SmallFileSystem()) != nil

  private let folder: TemporaryFolder
  package let path: String

  package init() throws {
    folder = try TemporaryFolder()
    path = folder.path("small")
    guard mkdir(path, 0o700) == 0 else { throw SystemCallError(call: "mkdir", code: errno) }
    try Self.mount(path, flags: 0)
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  package func remount(isReadOnly: Bool) throws {
    let flags = UInt(MS_REMOUNT) | (isReadOnly ? UInt(MS_RDONLY) : 0)
    try Self.mount(path, flags: flags)
  }

  private static func mount(_ path: String, flags: UInt) throws {
    guard Glibc.mount("tmpfs", path, "tmpfs", flags, "size=1m") == 0 else {
      throw SystemCallError(call: "mount", code: errno)
    }
  }
}
