import Glibc

/// Why a file could not be read, in words.
package struct FileError: Error, Equatable, CustomStringConvertible {
  package var path: String
  package var code: Int32
  package var reason: String

  package var description: String { "\(path): \(reason)" }
  package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
}

/// Files that the server reads whole.
package enum ServerFile {
  /// - Parameter limit: bytes from which on the file is refused.
  package static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw error(path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    while true {
      var count = 0
      bytes += [UInt8](unsafeUninitializedCapacity: 64 * 1024) { buffer, initialized in
        count = Glibc.read(file, buffer.baseAddress, buffer.count)
        initialized = max(0, count)
      }
      if count == 0 { return bytes }
      if count < 0, errno != EINTR { throw error(path) }
      guard bytes.count <= limit else {
        throw FileError(path: path, code: EFBIG, reason: "larger than \(limit / 1024) KiB")
      }
    }
  }

  private static func error(_ path: String) -> FileError {
    let code = errno
    return FileError(path: path, code: code, reason: String(cString: strerror(code)).lowercased())
  }
}
