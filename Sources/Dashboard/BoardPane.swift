import OrderStore
import TerminalUI

/// The big-number board: a few numbers as large as the screen allows, and the state's words where it is not live.
struct BoardPane {
  private let snapshot: Snapshot
  private let figures: [BoardFigure]
  private let state: ScreenState

  init(snapshot: Snapshot) {
    self.snapshot = snapshot
    figures = BoardFigure.all(snapshot)
    state = ScreenState(snapshot)
  }

  func layout(_ area: Rect, charset: Charset) -> BoardLayout {
    BoardLayout(
      area, figures: figures, words: alarms.map(\.word), isCalm: alarms.allSatisfy { Self.calmWords.contains($0.word) },
      charset: charset)
  }

  func draw(on canvas: inout Canvas, _ area: Rect) {
    let layout = layout(area, charset: canvas.charset)
    drawBanner(layout, on: &canvas)
    for tile in layout.tiles where figures.indices.contains(tile.figure) {
      draw(figures[tile.figure], tile, on: &canvas)
    }
    let told = Set(layout.tiles.map(\.figure))
    // The first line tells the two most important numbers where it tells everything.
    let rest =
      area.rows < Layout.smallestBoard
      ? Array(figures.indices.dropFirst(BoardFigure.primaryCount)) : Array(figures.indices)
    drawText(rest.filter { !told.contains($0) }, on: &canvas, layout.text)
  }

  /// What is to be said about the state but that it is live.
  private var alarms: [(word: String, role: Role)] { state.mainMarks.filter { $0.word != "LIVE" } }

  private static let calmWords: Set = ["DEMO", "PAUSED"]

  private func drawBanner(_ layout: BoardLayout, on canvas: inout Canvas) {
    guard !layout.banner.isEmpty else { return }
    let shown = alarms.prefix(layout.bannerWords)
    let scale = layout.bannerScale
    let total = BlockText(shown.map(\.word).joined(separator: " ")).columns(scale: scale)
    var column = layout.banner.column + (layout.banner.columns - total) / 2
    for (word, role) in shown {
      let text = BlockText(word)
      text.draw(
        on: &canvas.surface, column: column, row: layout.banner.row, scale: scale, style: canvas.look[role])
      column += BlockText(word + " ").columns(scale: scale) + scale
    }
    drawCentered(BoardNotes(snapshot).pieces, on: &canvas, layout.bannerNote)
  }

  private func draw(_ figure: BoardFigure, _ tile: BoardLayout.Tile, on canvas: inout Canvas) {
    var rest = tile.rect
    let label = rest.cutTop(1)
    canvas.writeCentered(figure.label, figure.role == .tileNumber ? .tileLabel : figure.role, in: label, row: label.row)
    let digits = rest.cutTop(BlockText.rows(scale: tile.scale))
    let text = BlockText(figure.value)
    text.draw(
      on: &canvas.surface, column: digits.column + (digits.columns - text.columns(scale: tile.scale)) / 2,
      row: digits.row, scale: tile.scale, style: canvas.look[figure.role])
    guard tile.hasNote, !rest.isEmpty else { return }
    let room = rest.columns - 2
    let note = figure.notes.first { Surface.columns(of: $0, charset: canvas.charset) <= room } ?? ""
    canvas.writeCentered(note, .tileNote, in: rest, row: rest.row)
  }

  /// As many as fit, in as many rows as there are.
  private func drawText(_ shown: [Int], on canvas: inout Canvas, _ rect: Rect) {
    var pieces: [LinePiece] = []
    for index in shown {
      let figure = figures[index]
      let label = Span("\(figure.lineLabel) ", .tileLabel)
      let forms = figure.texts.enumerated().map { place, text in
        LinePiece.Form(spans: [label, Span(text, figure.role)], keep: 100 * (place + 1) - index)
      }
      pieces.append(LinePiece(forms))
    }
    var row = rect.row
    while row < rect.row + rect.rows, !pieces.isEmpty {
      // Each row takes what fits in its shortest form; the last one drops what does not.
      let isLast = row == rect.row + rect.rows - 1
      var count = pieces.count
      while !isLast, count > 1, Self.columns(of: pieces.prefix(count), canvas.charset) > rect.columns { count -= 1 }
      drawCentered(
        Array(pieces.prefix(count)), on: &canvas, Rect(column: rect.column, row: row, columns: rect.columns, rows: 1))
      pieces.removeFirst(count)
      row += 1
    }
  }

  private static func columns(of pieces: ArraySlice<LinePiece>, _ charset: Charset) -> Int {
    pieces.reduce(-2) { sum, piece in
      sum + 2 + (piece.forms.last?.spans.reduce(0) { $0 + Surface.columns(of: $1.text, charset: charset) } ?? 0)
    }
  }

  private func drawCentered(_ pieces: [LinePiece], on canvas: inout Canvas, _ rect: Rect) {
    guard !rect.isEmpty else { return }
    let line = FittedLine(pieces, columns: rect.columns, gap: "  ", charset: canvas.charset)
    line.draw(
      on: &canvas, column: rect.column + max(0, rect.columns - line.columns) / 2, row: rect.row, columns: rect.columns)
  }
}
