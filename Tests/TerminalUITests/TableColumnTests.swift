import Testing

@testable import TerminalUI

@Suite("Table columns")
struct TableColumnTests {
  private let columns = [
    TableColumn(minimum: 2, ideal: 2), TableColumn(minimum: 6, ideal: 10),
    TableColumn(minimum: 4, ideal: 8, dropRank: 2),
    TableColumn(minimum: 5, ideal: 9, dropRank: 1),
  ]

  @Test("columns stand side by side, and grow while there is room, the most important first")
  func grows() {
    #expect(TableColumn.fit(columns, into: 20, gap: 1) == [0..<2, 3..<9, 10..<14, 15..<20])
    #expect(TableColumn.fit(columns, into: 25, gap: 1) == [0..<2, 3..<13, 14..<19, 20..<25])
    #expect(TableColumn.fit(columns, into: 99, gap: 1) == [0..<2, 3..<13, 14..<22, 23..<32])
  }

  @Test("columns are left out in their order, then cut")
  func drops() {
    #expect(TableColumn.fit(columns, into: 19, gap: 1) == [0..<2, 3..<13, 14..<19, nil])
    #expect(TableColumn.fit(columns, into: 13, gap: 1) == [0..<2, 3..<13, nil, nil])
    #expect(TableColumn.fit(columns, into: 5, gap: 1) == [0..<2, 3..<5, nil, nil])
    #expect(TableColumn.fit(columns, into: 0, gap: 1) == [0..<0, 0..<0, nil, nil])
    #expect(TableColumn.fit(columns, into: -7, gap: 1) == [0..<0, 0..<0, nil, nil])
    #expect(TableColumn.fit([], into: 7, gap: 1) == [])
  }

  @Test("a column that wants more takes it from those that can do with less, the least important first")
  func wants() {
    let columns = [
      TableColumn(minimum: 6, ideal: 12, wanted: 10), TableColumn(minimum: 8, ideal: 9, least: 5, dropRank: 2),
      TableColumn(minimum: 5, ideal: 9, least: 4, dropRank: 1),
    ]
    #expect(TableColumn.fit(columns, into: 21, gap: 1) == [0..<10, 11..<16, 17..<21])
    #expect(TableColumn.fit(columns, into: 23, gap: 1) == [0..<10, 11..<18, 19..<23])
    #expect(TableColumn.fit(columns, into: 27, gap: 1) == [0..<12, 13..<21, 22..<27])
    #expect(TableColumn.fit(columns, into: 20, gap: 1) == [0..<11, 12..<20, nil])
    #expect(TableColumn.fit(columns, into: 15, gap: 1) == [0..<9, 10..<15, nil])
  }
}
