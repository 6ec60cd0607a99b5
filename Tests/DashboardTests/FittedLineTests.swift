import TerminalUI
import Testing

@testable import Dashboard

@Suite("Fitted line")
struct FittedLineTests {
  private let pieces = [
    LinePiece(.text, [("LIVE 0:41", 30), ("LIVE", 60), ("L", 0)], isRequired: true),
    LinePiece("source", .text, keep: 20),
    LinePiece(.text, [("3 LATE", 40), ("3L", 0)], isRequired: true),
  ]

  private func drawn(_ pieces: [LinePiece], _ columns: Int, gap: String = "  ") -> String {
    var canvas = Canvas(surface: Surface(size: Size(columns: columns, rows: 1)), look: .test)
    FittedLine(pieces, columns: columns, gap: gap, charset: .unicode).draw(
      on: &canvas, column: 0, row: 0, columns: columns)
    return canvas.surface.text
  }

  @Test(
    "pieces give way in the order of what they are worth",
    arguments: [
      (25, "LIVE 0:41  source  3 LATE"), (24, "LIVE 0:41  3 LATE"), (16, "LIVE  3 LATE"), (11, "LIVE  3L"),
      (7, "L  3L"),
      (4, "L3L"), (2, "L…"), (0, ""),
    ])
  func degrades(columns: Int, text: String) { #expect(drawn(pieces, columns) == text) }

  @Test(
    "of required pieces that do not fit together, those that may go do",
    arguments: [(10, "STL OLD 3L"), (9, "STLOLD3L"), (7, "STL 3L"), (5, "STL3L"), (4, "STL…")])
  func required(columns: Int, text: String) {
    let pieces = [("STL", 0), ("OLD", 1), ("NSV", 2), ("3L", 0)].map { word, rank in
      var piece = LinePiece(.text, [("long \(word)", 60), (word, 0)], isRequired: true)
      piece.rank = rank
      return piece
    }
    #expect(drawn(pieces, columns, gap: " ") == text)
  }

  @Test("a trailing piece stands at the right end")
  func trailing() {
    var clock = LinePiece("14:31", .clock, keep: 5)
    clock.isTrailing = true
    #expect(drawn(pieces + [clock], 40) == "LIVE 0:41  source  3 LATE          14:31")
    #expect(drawn(pieces + [clock], 31) == "LIVE 0:41  source  3 LATE")
  }

  @Test("untrusted text counts by its cells")
  func wide() {
    #expect(drawn([LinePiece("日本", .text, keep: 1), LinePiece("x", .text, keep: 2)], 6, gap: " ") == "日本 x")
    #expect(drawn([LinePiece("日本", .text, keep: 1), LinePiece("x", .text, keep: 2)], 5, gap: " ") == "x")
  }
}
