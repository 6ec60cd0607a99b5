import Glibc

/// A small file system in memory; gone when the value is released.
package final class SmallFileSystem: Sendable {
  /// Whether we may mount at all.
  package static let isPermitted = (try? SmallFileSystem()) != nil

  private let folder: TemporaryFolder
  private let size: String
  package let path: String

  /// - Parameter mebibytes: how large it is.
  package init(mebibytes: Int = 1) throws {
    folder = try TemporaryFolder()
    size = "size=\(mebibytes)m"
    path = folder.path("small")
    guard mkdir(path, 0o700) == 0 else { throw SystemCallError(call: "mkdir", code: errno) }
    guard mount("tmpfs", path, "tmpfs", 0, size) == 0 else { throw SystemCallError(call: "mount", code: errno) }
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  package func remount(isReadOnly: Bool) throws {
    let flags = UInt(MS_REMOUNT) | (isReadOnly ? UInt(MS_RDONLY) : 0)
    guard mount("tmpfs", path, "tmpfs", flags, size) == 0 else { throw SystemCallError(call: "mount", code: errno) }
  }

  private var ballast: String { path + "/ballast" }

  /// Takes up room until no more than so many bytes are left.
  package func fill(leaving rest: Int) throws {
    let file = open(ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SystemCallError(call: "open", code: errno) }
    defer { close(file) }
    var status = statvfs()
    guard fstatvfs(file, &status) == 0 else { throw SystemCallError(call: "fstatvfs", code: errno) }
    let free = Int(status.f_bavail) * Int(status.f_frsize)
    let code = posix_fallocate(file, 0, max(1, free - rest))
    guard code == 0 else { throw SystemCallError(call: "posix_fallocate", code: code) }
  }

  /// Gives that room back.
  package func empty() { unlink(ballast) }
}
