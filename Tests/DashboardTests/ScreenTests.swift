import Glibc
import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Screens")
struct ScreenTests {
  private static let sizes = [(160, 48), (120, 40), (80, 24), (40, 6), (20, 3)]
  private static let widths = [120, 80, 60, 40, 30, 20, 15, 10, 8, 5, 3, 2, 1]

  @Test("each state looks as agreed at each size", arguments: Fixture.all)
  func golden(fixture: Fixture) throws {
    var sections = Self.sizes.map { columns, rows in
      "\(columns)x\(rows)\n\(fixture.drawn(columns, rows).text)"
    }
    sections.append("one row\n" + Self.widths.map { fixture.drawn($0, 1).text }.joined(separator: "\n"))
    try Golden.compare(sections.joined(separator: "\n\n"), with: fixture.name)
  }

  @Test("orders that have left the board because of their age are counted")
  func agedOut() {
    let fixture = Fixture("aged out") { snapshot in snapshot.counts.agedOut = 12 }
    #expect(fixture.drawn(120, 40).text.contains("12 aged out"))
  }

  @Test("a terminal of sixteen colours, of none, and of ASCII alone")
  func looks() throws {
    try Golden.compare(Fixture.busy.drawn(80, 24, look: .sixteenColors).styleText, with: "busy-80x24-sixteen-colors")
    try Golden.compare(Fixture.busy.drawn(80, 24, look: .noColors).styleText, with: "busy-80x24-no-colors")
    try Golden.compare(Fixture.busy.drawn(120, 40, look: .sixteenColors).styleText, with: "busy-120x40-sixteen-colors")
    for fixture in Fixture.finding where ["search-typing", "search-found-log", "sort-list"].contains(fixture.name) {
      try Golden.compare(fixture.drawn(80, 24, look: .noColors).styleText, with: "\(fixture.name)-80x24-no-colors")
    }
    try Golden.compare(Fixture.busy.drawn(120, 40, charset: .ascii).text, with: "busy-120x40-ascii")
    try Golden.compare(Fixture.busy.drawn(80, 24, charset: .ascii).text, with: "busy-80x24-ascii")
  }
}

/// Screens kept in the folder `Screens`; `UPDATE_SCREENS=1` writes them anew.
enum Golden {
  static func compare(
    _ text: String, with name: String, file: String = #filePath, location: SourceLocation = #_sourceLocation
  ) throws {
    let folder = file.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Screens"
    let path = "\(folder)/\(name).txt"
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
