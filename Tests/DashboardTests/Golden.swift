import FoundationEssentials
import Glibc
import Testing

/// Screens kept in the folder `Screens`; `UPDATE_SCREENS=1` writes them anew.
enum Golden {
  private static func folder(_ file: String) -> String {
    file.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Screens"
  }

  /// The names of all of them.
  static func names(file: String = #filePath) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder(file))
    return names.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }
  }

  static func compare(
    _ text: String, with name: String, file: String = #filePath, location: SourceLocation = #_sourceLocation
  ) throws {
    let path = "\(folder(file))/\(name).txt"
    if getenv("UPDATE_SCREENS") != nil {
      try #require(write(text + "\n", to: path), "cannot write \(path)", sourceLocation: location)
      return
    }
    let kept = try #require(read(path), "no screen \(path); UPDATE_SCREENS=1 writes it", sourceLocation: location)
    #expect(kept == text + "\n", "\(name) differs; now it is:\n\(text)", sourceLocation: location)
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&block, 1, block.count, file)
      guard count > 0 else { break }
      bytes += block[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    return fwrite(bytes, 1, bytes.count, file) == bytes.count
  }
}
