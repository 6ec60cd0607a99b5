import OrderProtocol
import OrderStore
import TerminalUI

/// The last line: the keys that do something here, and what the last one did.
struct HintBar {
  let snapshot: Snapshot
  let keys: KeyTable
  /// There is no log on the screen: the newest trouble stands here.
  let showsTrouble: Bool
  /// There is no pane title on the screen: the filter stands here.
  let showsFilter: Bool
  /// There is no room for the list of themes: the name of the selected one stands here.
  let showsTheme: Bool

  /// Where q closes something.
  private static let closable: Set<KeyContext> = [.help, .fullDetail, .timeline, .list, .board, .feed]

  init(snapshot: Snapshot, keys: KeyTable, layout: Layout) {
    self.snapshot = snapshot
    self.keys = keys
    showsTrouble = layout.log.isEmpty
    showsFilter = layout.ordersTitle.isEmpty
    showsTheme = ThemesPane(snapshot.view)?.area(in: layout).isEmpty ?? false
  }

  func draw(on canvas: inout Canvas, _ rect: Rect) {
    guard !rect.isEmpty else { return }
    let line = line(columns: rect.columns, charset: canvas.charset)
    let margin = Self.margin(rect.columns)
    line.draw(on: &canvas, column: rect.column + margin, row: rect.row, columns: rect.columns - 2 * margin)
  }

  /// What the hint at a column of the bar is about.
  func command(at column: Int, columns: Int, charset: Charset) -> Command? {
    let margin = Self.margin(columns)
    let line = line(columns: columns, charset: charset)
    return line.piece(at: column - margin, columns: columns - 2 * margin)
      .flatMap { pieces(ascii: charset == .ascii)[$0].command }
  }

  private static func margin(_ columns: Int) -> Int { columns >= 60 ? 1 : 0 }

  private func line(columns: Int, charset: Charset) -> FittedLine {
    FittedLine(
      pieces(ascii: charset == .ascii).map(\.piece), columns: columns - 2 * Self.margin(columns), gap: "  ",
      charset: charset)
  }

  private func pieces(ascii: Bool) -> [(piece: LinePiece, command: Command?)] {
    var pieces: [(piece: LinePiece, command: Command?)] = []
    let view = snapshot.view
    if let search = view.searchPiece(keep: 3000) { pieces.append((search, nil)) }
    if showsFilter, let exceptions = view.exceptionsPiece(keep: 1990) { pieces.append((exceptions, .toggleExceptions)) }
    if showsFilter, let filter = view.filterPiece(keep: 2000) { pieces.append((filter, nil)) }
    if showsFilter, var problem = snapshot.orders.filterProblem?.piece {
      for index in problem.forms.indices { problem.forms[index].keep += 1600 }
      pieces.append((problem, nil))
    }
    if showsTheme, let theme = view.themePiece(keep: (2498, 2499, 2500)) { pieces.append((theme, nil)) }
    if let notice = snapshot.notice { pieces.append((LinePiece(notice, .notice, keep: 1500), nil)) }
    let context = KeyContext(view)
    for (index, binding) in keys.hints(in: context).enumerated() {
      let key = binding.key(in: context)?.name(ascii: ascii) ?? ""
      let closes = binding.command == .backOrQuit && Self.closable.contains(context)
      let showsOrders = binding.command == .toggleBoard && context == .board
      let label = closes ? "close" : showsOrders ? "orders" : binding.label
      let piece = LinePiece([.init(spans: [Span(key, .hintKey), Span(" \(label)", .hintText)], keep: 1000 - index)])
      pieces.append((piece, binding.command))
    }
    if context == .filterLine, view.filterBeingEdited?.isEmpty == true {
      pieces.append(
        (
          LinePiece(
            .dim,
            [
              ("e.g. 4711  customer:77  is:late  total>100  age>10m  !word", 500),
              ("e.g. is:late total>100 !word", 510),
            ]
          ), nil
        ))
    }
    if showsTrouble, let trouble = snapshot.log.newestTrouble, snapshot.isRecent(trouble) {
      pieces.append((piece(for: trouble), nil))
    }
    return pieces
  }

  private func piece(for trouble: LogRow) -> LinePiece {
    let age = Duration.milliseconds(snapshot.now.wall.milliseconds &- trouble.at.milliseconds)
    let role = trouble.level.role
    let title = forTerminal(trouble.title, maxCells: 20).text
    let mark = trouble.level.mark
    var piece = LinePiece(
      role,
      [
        ("\(mark) \(title) \(forTerminal(trouble.text, maxCells: 40).text) \(age.ageText) ago", 980),
        ("\(mark) \(title) \(age.ageText) ago", 998), ("\(mark) \(title)", 999),
      ])
    piece.isTrailing = true
    return piece
  }
}

extension Snapshot {
  /// What is older is in the log, for whoever looks for it.
  private static let troubleLife = Duration.seconds(3600)

  fileprivate func isRecent(_ trouble: LogRow) -> Bool { trouble.at.isWithin(Self.troubleLife, of: now.wall) }
}
