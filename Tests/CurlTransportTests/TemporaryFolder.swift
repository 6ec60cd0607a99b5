import Glibc
import TestSupport

/// A directory that is gone, with the files in it, when the value is released.
final class TemporaryFolder: Sendable {
  private let root: String

  init() throws {
    var template = Array("/tmp/ordertop-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw SystemCallError(call: "mkdtemp", code: errno) }
    root = String(cString: made)
  }

  deinit {
    guard let entries = opendir(root) else { return }
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { unlink(path(name)) }
    }
    closedir(entries)
    rmdir(root)
  }

  /// Six characters that no other folder has.
  var name: String { String(root.suffix(6)) }

  func path(_ name: String) -> String { "\(root)/\(name)" }

  func write(_ text: String, to name: String) throws {
    let descriptor = open(path(name), O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemCallError(call: "open", code: errno) }
    defer { close(descriptor) }
    guard Array(text.utf8).withUnsafeBytes({ Glibc.write(descriptor, $0.baseAddress, $0.count) }) == text.utf8.count
    else {
      throw SystemCallError(call: "write", code: errno)
    }
  }
}
