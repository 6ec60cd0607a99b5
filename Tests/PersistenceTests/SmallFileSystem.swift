import Glibc
import TestSupport
import Testing

/// A file system in memory, of one mebibyte; gone when the value is released.
final class SmallFileSystem {
  /// Whether we may mount at all.
  static let isPermitted = (try? SmallFileSystem()) != nil

  private let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("small")
    try #require(mkdir(path, 0o700) == 0)
    try #require(mount("tmpfs", path, "tmpfs", 0, "size=1m") == 0)
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  func remount(isReadOnly: Bool) throws {
    let flags = UInt(MS_REMOUNT) | (isReadOnly ? UInt(MS_RDONLY) : 0)
    try #require(mount("tmpfs", path, "tmpfs", flags, "size=1m") == 0)
  }
}
