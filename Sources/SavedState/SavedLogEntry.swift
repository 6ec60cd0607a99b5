package import OrderProtocol

/// One line of the event and error log, in words.
package struct SavedLogEntry: Equatable, Sendable {
  /// How many entries are kept.
  package static let limit = 1000

  /// Counts all entries since the state began, from 0. An entry that is repeated keeps its number.
  package var number: Int
  package var at: Timestamp
  /// 0 info, 1 notice, 2 warning, 3 error.
  package var level: Int
  package var title: String
  package var text: String
  /// How often the same came in a row.
  package var count: Int

  package init(number: Int, at: Timestamp, level: Int, title: String, text: String, count: Int = 1) {
    self.number = number
    self.at = at
    self.level = level
    self.title = title
    self.text = text
    self.count = count
  }
}
