import Glibc

/// Why a file could not be read, in words.
struct FileError: Error, CustomStringConvertible {
  var path: String
  var code: Int32
  var reason: String

  var description: String { "\(path): \(reason)" }
  var isMissing: Bool { code == ENOENT || code == ENOTDIR }
}

/// Whole files of bounded size.
enum FileContents {
  /// Reads a file.
  ///
  /// - Parameter limit: bytes from which on the file is refused.
  static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
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

  /// The permission bits of a file; `nil` when it cannot be looked at.
  static func permissions(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }

  /// Whether it is a pipe: what is read from it is gone afterwards.
  static func isPipe(_ path: String) -> Bool { kind(path) == S_IFIFO }

  /// Whether it is a file as such: no folder, pipe or device.
  static func isFile(_ path: String) -> Bool { kind(path) == S_IFREG }

  private static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  private static func error(_ path: String) -> FileError {
    let code = errno
    return FileError(path: path, code: code, reason: String(cString: strerror(code)).lowercased())
  }
}

/// The environment.
enum Environment {
  /// All variables, as `NAME=value`.
  static var all: [String] {
    var variables: [String] = []
    var next = environ
    while let variable = next.pointee {
      variables.append(String(cString: variable))
      next += 1
    }
    return variables
  }

  /// A variable's value; `nil` when it is unset or empty.
  static func value(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
