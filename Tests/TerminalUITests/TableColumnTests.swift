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
}
