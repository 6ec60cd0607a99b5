/// The filters of a session, to be had again with Up and Down while one is being typed.
package struct FilterHistory: Equatable, Sendable {
  /// How many are remembered.
  static let limit = 50

  /// The newest last, each once.
  private(set) var filters: [String] = []
  /// Which of them is in the line; `nil`: what was typed.
  private var place: Int?
  private var typed = ""

  package init() {}

  /// Remembers a filter that was accepted.
  mutating func add(_ filter: String) {
    leave()
    guard !filter.isEmpty else { return }
    filters.removeAll { $0 == filter }
    filters.append(filter)
    if filters.count > Self.limit { filters.removeFirst() }
  }

  /// A new line begins.
  mutating func leave() { place = nil }

  /// The filter before the one in the line; the line itself when there is none.
  mutating func older(_ line: String) -> String {
    if place == nil { typed = line }
    var older = place ?? filters.count
    repeat { older -= 1 } while filters.indices.contains(older) && filters[older] == line
    guard filters.indices.contains(older) else { return line }
    place = older
    return filters[older]
  }

  /// The filter after the one in the line, and after the last one what was typed.
  mutating func newer(_ line: String) -> String {
    guard let place else { return line }
    guard filters.indices.contains(place + 1) else {
      self.place = nil
      return typed
    }
    self.place = place + 1
    return filters[place + 1]
  }
}
