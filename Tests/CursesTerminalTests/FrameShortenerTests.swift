import Testing

@testable import CursesTerminal

@Suite("Frames in fewer bytes")
struct FrameShortenerTests {
  /// With `␛` for ESC.
  private func shortened(_ frame: String) -> String {
    let bytes = FrameShortener.shortened(Array(frame.replacing("␛", with: "\u{1B}").utf8), columns: 20)
    return String(decoding: bytes, as: UTF8.self).replacing("\u{1B}", with: "␛")
  }

  @Test(
    "a look is said at once, and only as far as it is another one",
    arguments: [
      ("␛[38;5;246m7␛[39m␛(B␛[m", "␛[38;5;246m7␛[m"), ("␛[39;49m␛(B␛[m7", "7"), ("␛[m␛(B7", "7"),
      ("␛[1m7␛[m\u{F}8", "␛[1m7␛[m8"), ("␛(B␛[0;1m␛[38;5;108m2␛[m", "␛[1;38;5;108m2␛[m"),
      ("␛(B␛[0;1;9m␛[3m␛[38;5;246m=3␛[m", "␛[1;3;9;38;5;246m=3␛[m"),
      ("␛[1;31m1␛[39m␛(B␛[m␛[31;44m2␛[m", "␛[1;31m1␛[0;31;44m2␛[m"),
      ("␛[31m1␛[39m␛(B␛[m␛[1;92m2␛[m", "␛[31m1␛[1;92m2␛[m"), ("␛[38;5;17m1␛[39m2", "␛[38;5;17m1␛[m2"),
      ("␛[1;31m1␛[39m2␛[m", "␛[1;31m1␛[39m2␛[m"), ("␛[4m1␛[24m2␛[3;5m3␛[25m4␛[m", "␛[4m1␛[m2␛[3;5m3␛[0;3m4␛[m"),
    ])
  func look(frame: String, text: String) { #expect(shortened(frame) == text) }

  @Test(
    "a blank gets the look that it shows, and no other",
    arguments: [
      ("1␛[1;3;38;5;9m 2␛[m", "1 ␛[1;3;38;5;9m2␛[m"), ("1␛[4m 2␛[m", "1␛[4m 2␛[m"), ("1␛[9m 2␛[m", "1␛[9m 2␛[m"),
      ("1␛[48;5;9m 2␛[m", "1␛[48;5;9m 2␛[m"), ("␛[7;31m1␛[39m ␛[m", "␛[7;31m1␛[39m ␛[m"),
      ("␛[31m1␛[m  ␛[31m2␛[m", "␛[31m1  2␛[m"), ("1␛[31m␛[K", "1␛[31m␛[K"),
    ])
  func blank(frame: String, text: String) { #expect(shortened(frame).hasPrefix(text)) }

  @Test(
    "the cursor takes the shortest way that is known",
    arguments: [
      ("␛[5;3Ha␛[5;9Hb", "␛[5;3Ha␛[9Gb"), ("␛[5;3Ha␛[6;3Hb", "␛[5;3Ha␛[B\u{8}b"), ("␛[5;3Ha␛[3;4Hb", "␛[5;3Ha␛[3db"),
      ("␛[12;3Ha␛[11;4Hb", "␛[12;3Ha␛[Ab"), ("␛[12;3Ha␛[12;11Hb", "␛[12;3Ha␛[7Cb"),
      ("␛[5;3Ha␛[5;2Hb", "␛[5;3Ha\u{8}\u{8}b"), ("␛[5;3Ha␛[5;4Hb", "␛[5;3Hab"), ("␛[5;3Ha␛[5;5Hb", "␛[5;3Ha␛[Cb"),
      ("␛[5;3Ha␛[5;1Hb", "␛[5;3Ha\rb"), ("␛[5;3Ha␛[6;1Hb", "␛[5;3Ha␛[B\rb"), ("␛[5;3Ha␛[9;12Hb", "␛[5;3Ha␛[9;12Hb"),
      ("␛[5;3H時␛[5;5Hb", "␛[5;3H時␛[5;5Hb"), ("␛[5;3Ha─\u{8}b", "␛[5;3Ha─\u{8}b"),
      ("␛[5;19Hab␛[6;19Hc", "␛[5;19Hab␛[6;19Hc"), ("␛[9Ga␛[9Gb", "␛[9Ga\u{8}b"), ("a␛[Ab", "a␛[Ab"),
      ("a\u{8}b", "a\u{8}b"),
      ("␛[5;3Ha\n␛[5;3Hb", "␛[5;3Ha\n␛[5;3Hb"), ("␛[5;3Ha␛[2M␛[5;3Hb", "␛[5;3Ha␛[2M␛[5;3Hb"),
      ("␛[5;3Ha␛[2X␛[5;3Hb", "␛[5;3Ha␛[2X\u{8}b"), ("␛[5;3H␛[7;8H", "␛[7;8H"),
    ])
  func way(frame: String, text: String) { #expect(shortened(frame) == text) }

  @Test(
    "what is not understood is left alone",
    arguments: [
      "␛[38;2;1;2;3m7␛[39m␛(B␛[m", "␛[38:5:9m7␛[39m␛(B␛[m", "␛[31m7␛[39m␛(B␛[m␛(0q␛(B", "␛[39m␛[m␛[?25l",
      "␛[39m␛[m\u{E}q",
      "␛[39m␛[m␛", "␛[39m␛[m␛[", "␛[39m␛[m␛[3", "␛[39m␛[m␛M", "␛[39m␛[m␛]2;title\u{7}", "␛[39m␛[m␛[38;5m", "",
    ])
  func unknown(frame: String) { #expect(shortened(frame) == frame) }

  @Test("a zero, which ncurses does not send, is left alone")
  func zero() { #expect(shortened("␛[39m␛[m\0") == "␛[39m␛[m\0") }

  @Test("any frame shows the same, in no more bytes, and leaves the cursor and the look the same")
  func same() {
    var random = SeededRandom(seed: 41)
    for trial in 0..<5_000 {
      var frames = FrameMaker(columns: 24, rows: 9)
      var (long, short) = (DrawnScreen(columns: 24, rows: 9), DrawnScreen(columns: 24, rows: 9))
      for _ in 0..<3 {
        let frame = frames.frame(using: &random)
        let shortened = FrameShortener.shortened(frame, columns: 24)
        long.receive(frame)
        short.receive(shortened)
        #expect(!long.hasErred && shortened.count <= frame.count)
        let text = { (bytes: [UInt8]) in String(decoding: bytes, as: UTF8.self).debugDescription }
        guard long != short else { continue }
        Issue.record("\(trial): \(text(frame))\nbecame \(text(shortened))\n\(long)\n\(short)")
        return
      }
    }
  }
}

/// Makes frames such as ncurses', which knows where its cursor is as long as it has not written into the last column.
private struct FrameMaker {
  let columns: Int
  let rows: Int
  private var row: Int?
  private var column: Int?
  private var bytes: [UInt8] = []

  private static let looks = [
    "", "0", "1", "0;1", "0;4", "7", "0;9", "3", "23", "24", "39", "49", "39;49", "31", "92", "44", "38;5;246",
    "48;5;17",
    "0;1;7", "22", "38;5;246;1",
  ]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  mutating func frame(using random: inout some RandomNumberGenerator) -> [UInt8] {
    bytes = []
    for _ in 0..<Int.random(in: 1...20, using: &random) {
      switch Int.random(in: 0..<10, using: &random) {
      case 0...2: look(using: &random)
      case 3...5: move(using: &random)
      case 6: edit(using: &random)
      default: write(using: &random)
      }
    }
    bytes += Array("\u{1B}[39;49m\u{1B}(B\u{1B}[m".utf8)
    return bytes
  }

  private mutating func add(_ text: String) { bytes += Array(text.utf8) }

  private mutating func look(using random: inout some RandomNumberGenerator) {
    add("\u{1B}[\(Self.looks.randomElement(using: &random) ?? "")m")
  }

  private mutating func move(using random: inout some RandomNumberGenerator) {
    let (row, column) = (Int.random(in: 0..<rows, using: &random), Int.random(in: 0..<columns, using: &random))
    switch (Int.random(in: 0..<6, using: &random), self.row, self.column) {
    case (0, .some, .some):
      add("\u{1B}[\(row + 1)d")
      self.row = row
      return
    case (1, .some, .some): add("\u{1B}[\(column + 1)G")
    case (2, .some, let here?) where here > column: add(String(repeating: "\u{8}", count: here - column))
    case (3, .some, let here?) where here < column: add("\u{1B}[\(column - here)C")
    case (4, .some, .some):
      add("\r")
      self.column = 0
      return
    default:
      add("\u{1B}[\(row + 1);\(column + 1)H")
      self.row = row
    }
    self.column = column
  }

  private mutating func edit(using random: inout some RandomNumberGenerator) {
    guard row != nil, column != nil else { return move(using: &random) }
    add("\u{1B}[\(["K", "3X", "P", "2@", "M", "2M"].randomElement(using: &random) ?? "K")")
    // Some terminals put the cursor at the start of the row.
    if bytes.last == UInt8(ascii: "M") { (row, column) = (nil, nil) }
  }

  private mutating func write(using random: inout some RandomNumberGenerator) {
    if column == nil { move(using: &random) }
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      guard let place = column, place < columns else { break }
      let text = [" ", " ", "a", "7", "─", "時", "e\u{301}"].randomElement(using: &random) ?? " "
      let width = text == "時" ? 2 : 1
      guard place + width <= columns else { break }
      add(text)
      column = place + width < columns ? place + width : nil
      if column == nil { row = nil }
    }
  }
}
