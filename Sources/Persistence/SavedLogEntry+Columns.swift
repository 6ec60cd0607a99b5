import OrderProtocol
import SavedState

extension SavedLogEntry {
  /// The columns of an entry, in the order in which they are written and read. The checksum comes after them.
  static let columns = ["number", "at", "level", "title", "text", "count"]

  func write(to parameters: inout Parameters) {
    parameters.add(number)
    parameters.add(at.milliseconds)
    parameters.add(level)
    parameters.add(title)
    parameters.add(text)
    parameters.add(count)
  }

  init(_ columns: inout Columns) {
    let number = columns.count()
    let at = columns.timestamp()
    let level = columns.count()
    let title = columns.text()
    let text = columns.text()
    self.init(number: number, at: at, level: level, title: title, text: text, count: columns.count())
  }
}
