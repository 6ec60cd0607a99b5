import Glibc

/// Holds output back until all of it is known: in memory, and from a size on in a temporary file that has no name.
final class Spool {
  /// What is added at once, and read back at once, roughly.
  static let portion = 256 * 1024

  private let memoryLimit: Int
  private var portions: [[UInt8]] = []
  private var size = 0
  private var file: Int32 = -1

  /// - Parameter memoryLimit: from so many bytes on everything goes to the file.
  init(memoryLimit: Int = 64 * 1024 * 1024) { self.memoryLimit = memoryLimit }

  deinit {
    if file >= 0 { close(file) }
  }

  /// - Throws: ``Failure`` when there is no room for it.
  func append(_ bytes: [UInt8]) throws {
    size += bytes.count
    if file < 0, size <= memoryLimit {
      portions.append(bytes)
      return
    }
    if file < 0 {
      file = try Self.temporaryFile()
      for portion in portions { try write(portion) }
      portions = []
    }
    try write(bytes)
  }

  /// Hands everything over, from the beginning.
  func forEachPortion(_ body: ([UInt8]) async throws -> Void) async throws {
    for portion in portions { try await body(portion) }
    guard file >= 0 else { return }
    var offset = 0
    while offset < size {
      var count = 0
      let portion = [UInt8](unsafeUninitializedCapacity: Self.portion) { buffer, initialized in
        count = pread(file, buffer.baseAddress, buffer.count, offset)
        initialized = max(0, count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(code: count < 0 ? errno : EIO) }
      offset += count
      try await body(portion)
    }
  }

  private func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(code: errno) }
      written += count
    }
  }

  private static var folder: String { Environment.value("TMPDIR") ?? "/tmp" }

  private static func temporaryFile() throws -> Int32 {
    var path = Array("\(folder)/ordertop-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    guard file >= 0 else { throw failure(code: errno) }
    unlink(path)
    return file
  }

  private static func failure(code: Int32) -> Failure {
    Failure(.cannotCreate, "temporary file in \(folder): \(String(cString: strerror(code)).lowercased())")
  }
}
