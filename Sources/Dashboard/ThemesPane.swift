import OrderStore
import TerminalUI

/// The list of themes, over the right side of the panes: what is left of them shows what the selected theme looks like.
struct ThemesPane {
  let choice: Choice

  init(choice: Choice) { self.choice = choice }

  /// `nil`: no list of themes is open.
  init?(_ view: ViewState) {
    guard let choice = view.choice, choice.subject == .theme else { return nil }
    self.choice = choice
  }

  /// With fewer rows of panes there is no list; the name of the theme stands elsewhere then.
  private static let fewestRows = 3
  /// For what the selected theme says of itself.
  private static let descriptionRows = 4

  private struct Parts {
    var title: Rect
    var list: Rect
    var description = Rect(columns: 0, rows: 0)
    var end = Rect(columns: 0, rows: 0)
  }

  /// Where it lies: instead of the detail, where that stands beside the orders. Empty where there is no room for it.
  func area(in layout: Layout) -> Rect {
    var area = layout.panes
    guard area.rows >= Self.fewestRows, area.columns >= Layout.smallest.columns else {
      return Rect(columns: 0, rows: 0)
    }
    if !layout.separator.isEmpty {
      return Rect(
        column: layout.separator.column, row: layout.separator.row,
        columns: area.column + area.columns - layout.separator.column, rows: layout.separator.rows)
    }
    area = area.cutTop(wantedRows)
    return area.cutRight(area.columns >= 100 ? 40 : area.columns >= 60 ? 28 : area.columns >= 30 ? 20 : area.columns)
  }

  /// Title, all themes, what there is to say of one, and the rule at the end.
  private var wantedRows: Int { 1 + choice.options.count + Self.descriptionRows + 1 }

  /// The line of the list at a cell; `nil`: none.
  func line(column: Int, row: Int, in layout: Layout) -> Int? {
    let area = area(in: layout)
    let list = parts(of: area, layout).list
    guard list.contains(column: column, row: row) else { return nil }
    let line = firstLine(rows: list.rows) + row - list.row
    return line < choice.options.count ? line : nil
  }

  private func firstLine(rows: Int) -> Int {
    min(max(0, choice.selected - rows / 2), max(0, choice.options.count - rows))
  }

  private func parts(of area: Rect, _ layout: Layout) -> Parts {
    let hasEnd = layout.separator.isEmpty && area.rows == wantedRows
    var rest = area
    var parts = Parts(title: rest.cutTop(1), list: rest)
    if hasEnd { parts.end = rest.cutBottom(1) }
    if area.rows >= 10 { parts.description = rest.cutBottom(Self.descriptionRows) }
    parts.list = rest.cutTop(choice.options.count)
    if !parts.description.isEmpty { parts.description.row = rest.row }
    return parts
  }

  func draw(on canvas: inout Canvas, _ layout: Layout) {
    let area = area(in: layout)
    guard !area.isEmpty else { return }
    canvas.clear(area)
    let parts = parts(of: area, layout)
    PaneRule(
      name: choice.title, count: [("\(choice.selected + 1) of \(choice.options.count)", 90)], isFocused: true
    ).draw(on: &canvas, parts.title)
    frame(area, parts, on: &canvas)
    let first = firstLine(rows: parts.list.rows)
    for (row, option) in choice.options.dropFirst(first).prefix(parts.list.rows).enumerated() {
      let line = Rect(
        column: area.column + 1, row: parts.list.row + row, columns: area.columns - 1, rows: 1)
      draw(option, on: &canvas, line)
      if first + row == choice.selected { canvas.overlay(.selection, line) }
    }
    describe(on: &canvas, parts.description)
  }

  /// The line that sets it off from the panes.
  private func frame(_ area: Rect, _ parts: Parts, on canvas: inout Canvas) {
    let border = canvas.look[.borderFocused]
    canvas.surface.verticalLine(column: area.column, row: area.row + 1, rows: area.rows - 1, style: border)
    canvas.surface.put("┬", column: area.column, row: area.row, style: border)
    guard !parts.end.isEmpty else { return }
    canvas.surface.horizontalLine(column: area.column, row: parts.end.row, columns: area.columns, style: border)
    canvas.surface.put("└", column: area.column, row: parts.end.row, style: border)
  }

  private func draw(_ option: Choice.Option, on canvas: inout Canvas, _ line: Rect) {
    let room = line.columns - 2
    let used = canvas.write(
      option.name, option.problem == nil ? .text : .logError, column: line.column + 1, row: line.row, columns: room)
    guard !option.note.isEmpty, room - used > option.note.count else { return }
    canvas.writeTrailing(option.note, .dim, column: line.column + 1, row: line.row, columns: room)
  }

  /// What the selected theme says of itself, or what is wrong with it.
  private func describe(on canvas: inout Canvas, _ rect: Rect) {
    guard !rect.isEmpty, let option = choice.selectedOption else { return }
    let text = forTerminal(option.problem ?? option.description, maxCells: 400, charset: canvas.charset).text
    for (index, line) in text.wrapped(at: rect.columns - 4).prefix(rect.rows - 1).enumerated() {
      canvas.write(
        line, option.problem == nil ? .dim : .logWarning, column: rect.column + 2, row: rect.row + 1 + index,
        columns: rect.columns - 3)
    }
  }
}

extension ViewState {
  /// The theme that is being looked at, for screens without room for the list.
  ///
  /// - Parameter keep: how much its three forms are worth keeping, from the longest.
  func themePiece(keep: (Int, Int, Int)) -> LinePiece? {
    guard let choice, choice.subject == .theme, let option = choice.selectedOption else { return nil }
    let name = forTerminal(option.name, maxCells: 24).text
    let state = option.problem == nil ? "" : " is broken"
    return LinePiece(
      option.problem == nil ? .notice : .logError,
      [
        ("theme \(name)\(state) \(choice.selected + 1)/\(choice.options.count)", keep.0),
        ("\(name)\(state)", keep.1), (forTerminal(option.name, maxCells: 10).text, keep.2),
      ])
  }
}
