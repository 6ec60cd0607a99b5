import Glibc
import TestSupport
import Testing

@testable import ordertop

/// The database that a dashboard made, as a file like any other.
struct StateFileOnDisk {
  let path: String

  /// The one database in a directory.
  init(in folder: BoardFolder) throws {
    path = try folder.path + "/" + #require(folder.names.first { $0.hasSuffix(".sqlite") })
  }

  var bytes: [UInt8] { get throws { try FileContents.read(path, limit: 1 << 26) } }

  func overwrite(at offset: Int, with bytes: [UInt8]) {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    defer { close(file) }
    #expect(pwrite(file, bytes, bytes.count, off_t(offset)) == bytes.count)
  }

  func truncate(to size: Int) { #expect(Glibc.truncate(path, off_t(size)) == 0) }

  /// A number of four bytes in the header of the file.
  func number(at offset: Int) throws -> UInt32 {
    try bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
