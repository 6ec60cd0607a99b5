import CNcurses

/// Says what a frame of ncurses says in fewer bytes, about a third less. ncurses takes back a colour before it takes back
/// everything, sets what a blank does not show, and sends the cursor to a row and a column although the row, or the column,
/// is the one where it is. Bytes that say anything unexpected are left as they are.
struct FrameShortener {
  private let columns: Int
  private var sent: [UInt8] = []
  /// Where the terminal's cursor is, as far as that is known, and where it ought to be.
  private var cursor = Place()
  private var wanted = Place()
  private var style = SentStyle.plain
  private var wantedStyle = SentStyle.plain
  /// Of the sequence that is being read.
  private var parameters: [Int] = []

  private struct Place: Equatable {
    var row: Int?
    var column: Int?
  }

  private static let escape: UInt8 = 0x1B
  private static let backspace: UInt8 = 0x08
  private static let carriageReturn: UInt8 = 0x0D
  private static let shiftIn: UInt8 = 0x0F

  /// Whether the terminal that ncurses has is one of the many that move the cursor and set colours by the sequences that
  /// are used here.
  static var isOfUse: Bool { ot_moves_as_usual() }

  /// - Parameter columns: of the window.
  static func shortened(_ frame: [UInt8], columns: Int) -> [UInt8] {
    var shortener = FrameShortener(columns: columns)
    shortener.sent.reserveCapacity(frame.count)
    return shortener.take(frame) ? shortener.sent : frame
  }

  private init(columns: Int) { self.columns = columns }

  private mutating func take(_ frame: [UInt8]) -> Bool {
    var index = 0
    while index < frame.count {
      let byte = frame[index]
      switch byte {
      case Self.escape:
        guard let end = takeSequence(frame, from: index) else { return false }
        index = end
        continue
      case Self.backspace where wanted.column.map { $0 > 0 } ?? false: wanted.column? -= 1
      case Self.carriageReturn: wanted.column = 0
      case Self.shiftIn: break
      case 0x20..<0x7F:
        prepare(forBlank: byte == UInt8(ascii: " "))
        sent.append(byte)
        advance()
      case 0x80...:
        // Terminals differ in how wide it is: where the cursor is then is told as ncurses tells it.
        prepare(forBlank: false)
        sent.append(byte)
        forgetPlace()
      case UInt8(ascii: "\n"), UInt8(ascii: "\t"), Self.backspace:
        catchUp()
        sent.append(byte)
        forgetPlace()
      default: return false
      }
      index += 1
    }
    // What follows is not a frame, and relies on what ncurses has said.
    catchUp()
    return true
  }

  private mutating func prepare(forBlank isBlank: Bool) {
    if !isBlank || !style.drawsBlank(like: wantedStyle) { setStyle() }
    move()
  }

  private mutating func advance() {
    guard let column = cursor.column, column + 1 < columns else { return forgetPlace() }
    cursor.column = column + 1
    wanted = cursor
  }

  /// Takes the sequence at an index. Returns where it ends; `nil`: it is not known here.
  private mutating func takeSequence(_ frame: [UInt8], from start: Int) -> Int? {
    guard start + 2 < frame.count else { return nil }
    // Letters: there is no other character set to come back from, or all would be left as it is.
    if frame[start + 1] == UInt8(ascii: "("), frame[start + 2] == UInt8(ascii: "B") { return start + 3 }
    guard frame[start + 1] == UInt8(ascii: "[") else { return nil }
    parameters.removeAll(keepingCapacity: true)
    var number: Int?
    var index = start + 2
    while index < frame.count {
      let byte = frame[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        number = min((number ?? 0) * 10 + Int(byte - UInt8(ascii: "0")), 100_000)
      case UInt8(ascii: ";"):
        parameters.append(number ?? 0)
        number = nil
      case 0x40...0x7E:
        if let number { parameters.append(number) } else if !parameters.isEmpty { parameters.append(0) }
        return carryOut(byte, frame[start...index]) ? index + 1 : nil
      default: return nil
      }
      index += 1
    }
    return nil
  }

  /// Returns whether the sequence is known here.
  private mutating func carryOut(_ final: UInt8, _ sequence: ArraySlice<UInt8>) -> Bool {
    let first = max(1, parameters.first ?? 1)
    switch (Unicode.Scalar(final), wanted.row, wanted.column) {
    case ("m", _, _):
      if parameters.isEmpty { wantedStyle = .plain }
      return wantedStyle.apply(parameters)
    case ("H", _, _):
      wanted = Place(row: first - 1, column: parameters.count > 1 ? max(1, parameters[1]) - 1 : 0)
    case ("d", _, _): wanted.row = first - 1
    case ("G", _, _): wanted.column = first - 1
    case ("A", let row?, _) where row >= first: wanted.row = row - first
    case ("B", let row?, _): wanted.row = row + first
    case ("C", _, let column?) where column + first < columns: wanted.column = column + first
    case ("D", _, let column?) where column >= first: wanted.column = column - first
    case ("K", _, _), ("X", _, _), ("P", _, _), ("@", _, _):
      catchUp()
      sent += sequence
    default:
      catchUp()
      sent += sequence
      forgetPlace()
    }
    return true
  }

  private mutating func catchUp() {
    setStyle()
    move()
  }

  private mutating func forgetPlace() {
    cursor = Place()
    wanted = Place()
  }

  private mutating func setStyle() {
    guard style != wantedStyle else { return }
    wantedStyle.append(to: &sent, after: style)
    style = wantedStyle
  }

  private mutating func move() {
    guard cursor != wanted else { return }
    defer { cursor = wanted }
    let steps = Step(from: cursor.row, to: wanted.row, back: "A", on: "B", absolute: "d")
    let turns = Step(from: cursor.column, to: wanted.column, back: "D", on: "C", absolute: "G")
    let left = cursor.column.flatMap { column in wanted.column.map { column - $0 } } ?? 0
    let isAtStart = wanted.column == 0 && cursor.column != 0
    let turning = isAtStart ? 1 : 1...2 ~= left ? left : turns?.length ?? 0
    if let row = wanted.row, let column = wanted.column,
      controlLength(row + 1) + controlLength(column + 1) - 2 < (steps?.length ?? 0) + turning
    {
      sent.appendControlStart()
      sent.append(number: row + 1)
      sent.append(UInt8(ascii: ";"))
      sent.append(number: column + 1)
      sent.append(UInt8(ascii: "H"))
      return
    }
    if let steps { sent.append(control: steps.final, steps.number) }
    if isAtStart {
      sent.append(Self.carriageReturn)
    } else if 1...2 ~= left {
      for _ in 0..<left { sent.append(Self.backspace) }
    } else if let turns {
      sent.append(control: turns.final, turns.number)
    }
  }

  /// The shortest way along one axis.
  private struct Step {
    var number: Int?
    var final: Unicode.Scalar

    var length: Int { controlLength(number) }

    init?(
      from start: Int?, to end: Int?, back: Unicode.Scalar, on: Unicode.Scalar, absolute: Unicode.Scalar
    ) {
      guard let end, start != end else { return nil }
      (number, final) = (end + 1, absolute)
      guard let start else { return }
      let count = abs(end - start)
      let relative = count > 1 ? count : nil
      if controlLength(relative) < length { (number, final) = (relative, end < start ? back : on) }
    }
  }
}
