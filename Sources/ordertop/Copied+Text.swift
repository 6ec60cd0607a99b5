import OrderProtocol
import OrderStore
import SavedState
import TerminalUI

extension Copied {
  /// The exact text; what it would do to a terminal is up to whoever pastes it there.
  var text: String {
    switch self {
    case .id(let id): return id.rawValue
    case .order(let order):
      var json = JSONBuffer(leavesOutUnknown: true)
      json.add(order)
      return String(decoding: json.bytes, as: UTF8.self)
    case .logLine(let row):
      let count = row.count > 1 ? " ×\(row.count)" : ""
      return "\(row.at.iso8601) \(row.title) \(row.text)\(count)"
    }
  }

  /// What it is called on the screen.
  var name: String {
    switch self {
    case .id(let id): forTerminal(id.rawValue, maxCells: 30, clip: .keepEnd).text
    case .order(let order): "\(forTerminal(order.id.rawValue, maxCells: 30, clip: .keepEnd).text) as JSON"
    case .logLine(let row): "\(row.at.timeOfDay) \(forTerminal(row.title, maxCells: 30).text)"
    }
  }
}
