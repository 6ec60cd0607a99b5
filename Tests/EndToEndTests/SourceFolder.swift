import Glibc
import TestSupport

/// The package's own files.
enum SourceFolder {
  /// The path of a file or folder of the package.
  static func path(_ name: String, from file: String = #filePath) -> String {
    let parts = file.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/" + name
  }

  /// The Swift files of a folder, as texts.
  static func texts(_ folder: String) throws -> [String] {
    guard let directory = opendir(path(folder)) else { throw SystemCallError(call: "opendir", code: errno) }
    defer { closedir(directory) }
    var texts: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasSuffix(".swift") { texts.append(try text("\(folder)/\(name)")) }
    }
    return texts
  }

  /// A whole file.
  static func text(_ name: String) throws -> String {
    let descriptor = open(path(name), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemCallError(call: "open \(path(name))", code: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = read(descriptor, &buffer, buffer.count), count > 0 { bytes += buffer.prefix(count) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
