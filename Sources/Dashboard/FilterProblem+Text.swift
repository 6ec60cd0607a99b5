import OrderStore
import TOML
import TerminalUI

extension FilterProblem {
  /// What is wrong, in a few words, and as short as can be.
  var piece: LinePiece {
    let texts =
      switch self {
      case .noValue(let field):
        ["\(safe(field)) needs a number" + (field.lowercased() == "age" ? ", e.g. 10m" : ""), "no number"]
      case .noNumber(let text): ["no number: \(safe(text))", "no number"]
      case .noTime(let text): ["no time: \(safe(text)) (90s 10m 2h 1d)", "no time: \(safe(text))", "no time"]
      case .noComparison(let field, let mark): ["\(safe(field)) has no \(mark), only : = !=", "no \(mark)"]
      case .noState(let text, let states):
        ["is: \(states.joined(separator: " "))", text.isEmpty ? "is what?" : "not is:\(safe(text))", "is?"]
      case .unknownField(let name, let fields):
        if let nearest = nearestName(to: name, among: fields) {
          ["no field \(safe(name)); \(safe(nearest))?", "no field \(safe(name))", "no field"]
        } else {
          ["no order has a field \(safe(name))", "no field \(safe(name))", "no field"]
        }
      }
    return LinePiece(.warning, texts.enumerated().map { ($1, 78 + $0) })
  }

  private func safe(_ text: String) -> String { forTerminal(text, maxCells: 16).text }
}
