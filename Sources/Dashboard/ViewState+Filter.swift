import OrderStore
import TerminalUI

extension ViewState {
  /// The filter, `/late`, with a cursor while it is being typed; `nil` without one. Where room is short, what stands around
  /// the cursor stays on the screen.
  func filterPiece(keep: Int) -> LinePiece? {
    if let edited = filterBeingEdited { return linePiece(edited, before: "/", keep: keep) }
    guard !filter.isEmpty else { return nil }
    return LinePiece(
      .filter,
      [40, 20, 12].enumerated().map { ("/" + forTerminal(filter, maxCells: $1).text, keep + $0) })
  }

  /// That only exceptions are shown; `nil` where all are.
  func exceptionsPiece(keep: Int) -> LinePiece? {
    showsExceptionsOnly ? LinePiece(.filter, [("! exceptions only", keep), ("!", keep + 20)]) : nil
  }

  /// What is left out of a list that has no other place to say so, down to a single mark for each.
  var markPieces: [LinePiece] {
    var filter = filterPiece(keep: 66)
    if filterBeingEdited == nil { filter?.forms.append(.init(spans: [Span("/", .filter)], keep: 93)) }
    return [exceptionsPiece(keep: 73), filter].compactMap { $0 }
  }

  /// What is being searched for, while it is being typed; `nil` otherwise.
  func searchPiece(keep: Int) -> LinePiece? {
    guard let edited = searchBeingEdited else { return nil }
    var piece = linePiece(edited, before: "find: ", keep: keep)
    if isSearchFailing {
      for index in piece.forms.indices { piece.forms[index].spans.append(Span(" not found", .warning)) }
      // Where there is no room for the words, the text alone has to do.
      if let shortest = linePiece(edited, before: "", keep: keep).forms.last {
        piece.forms.append(.init(spans: shortest.spans, keep: keep + piece.forms.count))
      }
    }
    return piece
  }

  private func linePiece(_ text: String, before prompt: String, keep: Int) -> LinePiece {
    let cursor = text.index(text.endIndex, offsetBy: -max(0, behindCursor), limitedBy: text.startIndex)
    let before = text[..<(cursor ?? text.startIndex)]
    let at = text[before.endIndex...].prefix(1)
    let after = text[at.endIndex...]
    return LinePiece(
      [40, 20, 12, 6, 3].enumerated().map { index, cells in
        let start = forTerminal(String(before), maxCells: cells, clip: .keepEnd)
        let end = forTerminal(String(after), maxCells: max(0, cells - start.cells))
        let under = at.isEmpty ? " " : forTerminal(String(at), maxCells: 2).text
        let spans = [
          Span(prompt + start.text, Role.filter), Span(under, .filter, attributes: .reverse), Span(end.text, .filter),
        ]
        return .init(spans: spans.filter { !$0.text.isEmpty }, keep: keep + index)
      })
  }
}
