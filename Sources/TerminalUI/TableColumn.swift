/// A column of a table, before it is known how much room there is.
package struct TableColumn: Equatable, Sendable {
  /// It is left out rather than made narrower than this.
  package var minimum: Int
  /// It grows up to this.
  package var ideal: Int
  /// It is made as narrow as this, but no narrower, for a column that wants the room more.
  package var least: Int
  /// It grows up to this at the cost of others, where no room is left; never above `ideal`.
  package var wanted: Int
  /// Columns with a lower number are left out first; `nil`: never.
  package var dropRank: Int?

  package init(minimum: Int, ideal: Int, least: Int? = nil, wanted: Int? = nil, dropRank: Int? = nil) {
    self.minimum = minimum
    self.ideal = max(minimum, ideal)
    self.least = min(minimum, least ?? minimum)
    self.wanted = min(self.ideal, wanted ?? 0)
    self.dropRank = dropRank
  }

  /// Where each column stands: offset and width, `nil` for those left out. Room beyond the minima goes to the columns
  /// that would be left out last first, each up to its ideal width. One that wants more than it has then takes it from those that can do with less, from the one
  /// that would be left out first on. Columns that are never left out are cut at the end.
  package static func fit(_ columns: [TableColumn], into width: Int, gap: Int) -> [Range<Int>?] {
    var kept = Array(columns.indices)
    func needed() -> Int { kept.reduce(max(0, kept.count - 1) * gap) { $0 + columns[$1].minimum } }
    while needed() > width {
      let droppable = kept.filter { columns[$0].dropRank != nil }
      guard let first = droppable.min(by: { (columns[$0].dropRank ?? 0) < (columns[$1].dropRank ?? 0) }) else { break }
      kept.removeAll { $0 == first }
    }

    var widths = columns.map(\.minimum)
    var spare = max(0, width - needed())
    let byWorth = kept.sorted { (columns[$0].dropRank ?? .max) > (columns[$1].dropRank ?? .max) }
    for index in byWorth {
      let more = min(spare, columns[index].ideal - columns[index].minimum)
      widths[index] += more
      spare -= more
    }
    for (wanting, giving) in byWorth.flatMap({ one in byWorth.reversed().map { (one, $0) } }) where wanting != giving {
      let more = min(columns[wanting].wanted - widths[wanting], widths[giving] - columns[giving].least)
      guard more > 0 else { continue }
      widths[wanting] += more
      widths[giving] -= more
    }

    var places: [Range<Int>?] = Array(repeating: nil, count: columns.count)
    var offset = 0
    for index in kept {
      let start = min(offset, max(0, width))
      places[index] = start..<min(start + widths[index], max(start, width))
      offset += widths[index] + gap
    }
    return places
  }
}
