import Glibc
import Testing

@testable import ordertop

/// A file that a program has made.
enum FileOnDisk {
  static func text(_ path: String) throws -> String {
    String(decoding: try FileContents.read(path, limit: 1 << 20), as: UTF8.self)
  }

  /// Its permissions.
  static func mode(_ path: String) throws -> mode_t {
    var status = stat()
    try #require(lstat(path, &status) == 0)
    return status.st_mode & 0o7777
  }
}
