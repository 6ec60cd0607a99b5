/// A number of cells: columns and rows, never negative.
package struct Size: Hashable, Sendable {
  package var columns: Int
  package var rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}

/// A rectangle of cells; row 0 and column 0 are at the top left. Never of negative size.
package struct Rect: Hashable, Sendable {
  package var column: Int
  package var row: Int
  package var size: Size

  package var columns: Int { size.columns }
  package var rows: Int { size.rows }
  package var isEmpty: Bool { columns == 0 || rows == 0 }

  package init(column: Int = 0, row: Int = 0, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    size = Size(columns: columns, rows: rows)
  }

  /// Whether a cell is in it.
  package func contains(column: Int, row: Int) -> Bool {
    self.column <= column && column - self.column < columns && self.row <= row && row - self.row < rows
  }

  /// Cuts `rows` rows off the top and returns them; fewer when there are fewer.
  package mutating func cutTop(_ rows: Int) -> Rect {
    let taken = min(max(0, rows), self.rows)
    defer {
      row += taken
      size = Size(columns: columns, rows: self.rows - taken)
    }
    return Rect(column: column, row: row, columns: columns, rows: taken)
  }

  /// Cuts `rows` rows off the bottom and returns them; fewer when there are fewer.
  package mutating func cutBottom(_ rows: Int) -> Rect {
    let taken = min(max(0, rows), self.rows)
    size = Size(columns: columns, rows: self.rows - taken)
    return Rect(column: column, row: row + self.rows, columns: columns, rows: taken)
  }

  /// Cuts `columns` columns off the left and returns them; fewer when there are fewer.
  package mutating func cutLeft(_ columns: Int) -> Rect {
    let taken = min(max(0, columns), self.columns)
    defer {
      column += taken
      size = Size(columns: self.columns - taken, rows: rows)
    }
    return Rect(column: column, row: row, columns: taken, rows: rows)
  }

  /// Cuts `columns` columns off the right and returns them; fewer when there are fewer.
  package mutating func cutRight(_ columns: Int) -> Rect {
    let taken = min(max(0, columns), self.columns)
    size = Size(columns: self.columns - taken, rows: rows)
    return Rect(column: column + self.columns, row: row, columns: taken, rows: rows)
  }
}
