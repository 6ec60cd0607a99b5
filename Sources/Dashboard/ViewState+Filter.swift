import OrderStore
import TerminalUI

extension ViewState {
  /// The filter as it is shown: `/late`, with a cursor while it is being typed; empty without one.
  var filterSpans: [Span] {
    if let edited = filterBeingEdited {
      return [
        Span("/", .filter), Span(forTerminal(edited, maxCells: 40, clip: .keepEnd).text, .filter),
        Span(" ", .filter, attributes: .reverse),
      ]
    }
    return filter.isEmpty ? [] : [Span("/\(forTerminal(filter, maxCells: 40).text)", .filter)]
  }
}
