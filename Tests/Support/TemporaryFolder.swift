import Glibc

/// A directory that is gone, with everything in it, when the value is released.
package final class TemporaryFolder: Sendable {
  private let root: String

  package init() throws {
    var template = Array("/tmp/ordertop-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw SystemCallError(call: "mkdtemp", code: errno) }
    root = String(cString: made)
  }

  deinit { Self.remove(root) }

  private static func remove(_ folder: String) {
    guard let entries = opendir(folder) else { return }
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      guard name != ".", name != ".." else { continue }
      let path = "\(folder)/\(name)"
      if unlink(path) != 0 { remove(path) }
    }
    closedir(entries)
    rmdir(folder)
  }

  /// Six characters that no other folder has.
  package var name: String { String(root.suffix(6)) }

  package func path(_ name: String) -> String { "\(root)/\(name)" }

  package func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  /// Writes a whole file; one of that name is replaced.
  package func write(_ bytes: [UInt8], to name: String) throws {
    let descriptor = open(path(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemCallError(call: "open", code: errno) }
    defer { close(descriptor) }
    guard bytes.withUnsafeBytes({ Glibc.write(descriptor, $0.baseAddress, $0.count) }) == bytes.count else {
      throw SystemCallError(call: "write", code: errno)
    }
  }

  /// The beginning of a file, 4096 bytes at most; `nil` when there is none.
  package func text(_ name: String) -> String? {
    let descriptor = open(path(name), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
