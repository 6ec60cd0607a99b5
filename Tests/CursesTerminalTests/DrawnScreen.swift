/// What a terminal shows that was sent some bytes, as ECMA-48 and xterm have it; enough for what ncurses sends.
struct DrawnScreen: Equatable, CustomStringConvertible {
  struct Style: Equatable {
    var attributes: Set<Int> = []
    var foreground: [Int] = []
    var background: [Int] = []
  }

  struct Cell: Equatable {
    var text = " "
    var style = Style()

    /// Blanks are equal where they look the same.
    static func == (left: Cell, right: Cell) -> Bool {
      guard left.text == right.text else { return false }
      guard left.text == " ", !left.style.attributes.union(right.style.attributes).contains(7) else {
        return left.style == right.style
      }
      let ofLetters: Set = [1, 2, 3]
      return left.style.background == right.style.background
        && left.style.attributes.symmetricDifference(right.style.attributes).isSubset(of: ofLetters)
    }
  }

  private(set) var rows: [[Cell]]
  private(set) var row = 0
  private(set) var column = 0
  private(set) var style = Style()
  /// The cursor was sent off the screen, or to nowhere that is known.
  private(set) var hasErred = false
  private let columns: Int

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
  }

  var description: String {
    rows.map { $0.map(\.text).joined() }.joined(separator: "\n") + "\ncursor \(row) \(column), \(style)"
  }

  mutating func receive(_ bytes: [UInt8]) {
    var rest = Substring(String(decoding: bytes, as: UTF8.self)).unicodeScalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1B}": receiveSequence(from: &rest)
      case "\u{8}": go(row, column - 1)
      case "\r": column = 0
      case "\n" where row == rows.count - 1: scroll(from: 0)
      case "\n": row += 1
      case "\u{F}": break
      default: draw(scalar)
      }
    }
  }

  private mutating func draw(_ scalar: Unicode.Scalar) {
    if scalar.properties.generalCategory == .nonspacingMark {
      guard column > 0, rows[row].indices.contains(column - 1) else {
        hasErred = true
        return
      }
      rows[row][column - 1].text.unicodeScalars.append(scalar)
      return
    }
    let width = scalar == "時" ? 2 : 1
    guard column + width <= columns else {
      hasErred = true
      return
    }
    rows[row][column] = Cell(text: String(scalar), style: style)
    if width == 2 { rows[row][column + 1] = Cell(text: "", style: style) }
    column += width
  }

  /// Behind the last column the cursor waits in it.
  private var place: Int { min(column, columns - 1) }

  private mutating func go(_ row: Int, _ column: Int) {
    guard rows.indices.contains(row), 0..<columns ~= column else {
      hasErred = true
      return
    }
    (self.row, self.column) = (row, column)
  }

  private mutating func scroll(from first: Int) {
    rows.remove(at: first)
    rows.append(Array(repeating: blank, count: columns))
  }

  private var blank: Cell { Cell(style: Style(background: style.background)) }

  private mutating func receiveSequence(from rest: inout Substring.UnicodeScalarView) {
    if rest.first == "(" {
      rest = rest.dropFirst(2)
      return
    }
    _ = rest.popFirst()
    var parameters = ""
    while let next = rest.popFirst() {
      if next.value < 0x40 {
        parameters.unicodeScalars.append(next)
      } else {
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        return carryOut(next, numbers)
      }
    }
  }

  private mutating func carryOut(_ final: Unicode.Scalar, _ numbers: [Int]) {
    let count = max(1, numbers.first ?? 1)
    switch final {
    case "m": apply(numbers)
    case "H": go(count - 1, max(1, numbers.dropFirst().first ?? 1) - 1)
    case "d": go(count - 1, place)
    case "G": go(row, count - 1)
    case "A": go(row - count, place)
    case "B": go(row + count, place)
    case "C": go(row, column + count)
    case "D": go(row, column - count)
    case "K": for place in column..<columns { rows[row][place] = blank }
    case "X": for place in column..<min(columns, column + count) { rows[row][place] = blank }
    case "P":
      rows[row].removeSubrange(column..<min(columns, column + count))
      rows[row] += Array(repeating: blank, count: columns - rows[row].count)
    case "@":
      rows[row].insert(contentsOf: Array(repeating: blank, count: count), at: column)
      rows[row].removeLast(rows[row].count - columns)
    case "M": for _ in 0..<count { scroll(from: row) }
    default: hasErred = true
    }
  }

  private mutating func apply(_ numbers: [Int]) {
    var rest = numbers.isEmpty ? [0] : numbers[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: style = Style()
      case 1...9: style.attributes.insert(code)
      case 22: style.attributes.subtract([1, 2])
      case 23...29: style.attributes.remove(code - 20)
      case 30...37, 90...97: style.foreground = [code]
      case 39: style.foreground = []
      case 40...47, 100...107: style.background = [code]
      case 49: style.background = []
      case 38, 48:
        let color = [5, rest.dropFirst().first ?? 0]
        rest = rest.dropFirst(2)
        if code == 38 { style.foreground = color } else { style.background = color }
      default: hasErred = true
      }
    }
  }
}
