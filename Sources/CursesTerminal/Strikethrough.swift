import CNcurses
import Glibc

/// A line through the text. ncurses has no such attribute, but it has one that nothing here uses, invisible text; what it
/// sends for that is turned into what most terminals draw the line for. Where that cannot be told apart, or the terminal
/// has no such line, the text is dimmed.
struct Strikethrough {
  /// What is asked of ncurses.
  let attribute: attr_t
  private let isDrawn: Bool

  /// As most terminals have it: SGR 9.
  private static let usual = Array("\u{1B}[9m".utf8)
  /// Invisible text, as the last of all attributes that are set at once.
  private static let invisibleLast = Array("%?%p7%t;8%;m".utf8)
  private static let start = Array("\u{1B}[".utf8)
  private static let end = Array(";8m".utf8)

  /// Asks the terminal that ncurses has.
  init() {
    let all = Self.bytes(ot_all_attributes())
    isDrawn = Self.bytes(ot_strikethrough()) == Self.usual && all.contains(Self.invisibleLast)
    attribute = isDrawn ? ot_invisible() : ot_dim()
  }

  /// The bytes of a frame, with lines for what ncurses believes to be invisible. Colours are sequences of their own, which
  /// do not begin with 0.
  func drawn(in frame: [UInt8]) -> [UInt8] {
    guard isDrawn else { return frame }
    var frame = frame
    var offset = 0
    while let place = Self.place(of: Self.end, in: frame, from: offset) {
      offset = place + Self.end.count
      var first = place
      while first > 0, Self.isParameter(frame[first - 1]) { first -= 1 }
      if frame[first] == UInt8(ascii: "0"), frame[..<first].suffix(2).elementsEqual(Self.start) {
        frame[place + 1] = UInt8(ascii: "9")
      }
    }
    return frame
  }

  private static func place(of bytes: [UInt8], in frame: [UInt8], from offset: Int) -> Int? {
    guard let first = bytes.first, offset <= frame.count else { return nil }
    var start = offset
    while let found = frame[start...].firstIndex(of: first) {
      if frame[found...].starts(with: bytes) { return found }
      start = found + 1
    }
    return nil
  }

  private static func isParameter(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ";") || 0x30..<0x3A ~= byte }

  private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
    guard let text else { return [] }
    return UnsafeBufferPointer(start: text, count: strlen(text)).map(UInt8.init(bitPattern:))
  }
}
