import OrderStore
import TerminalUI

extension ViewState {
  /// The filter, `/late`, with a cursor while it is being typed; `nil` without one. Where room is short, the end of what
  /// is being typed stays on the screen.
  func filterPiece(keep: Int) -> LinePiece? {
    if let edited = filterBeingEdited {
      return LinePiece(
        [40, 20, 12, 6, 3].enumerated().map { index, cells in
          let text = forTerminal(edited, maxCells: cells, clip: .keepEnd).text
          return .init(
            spans: [Span("/\(text)", .filter), Span(" ", .filter, attributes: .reverse)], keep: keep + index)
        })
    }
    guard !filter.isEmpty else { return nil }
    return LinePiece(
      .filter,
      [40, 20, 12].enumerated().map { ("/" + forTerminal(filter, maxCells: $1).text, keep + $0) })
  }
}
