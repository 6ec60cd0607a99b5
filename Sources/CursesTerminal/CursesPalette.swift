import CNcurses
import TerminalUI

/// Colours to ncurses' numbered pairs, made when first needed.
struct CursesPalette {
  /// Colours of the terminal: 0, 8, 16, 88, 256.
  let colors: Int
  private let hasDefault: Bool
  private let limit: Int32
  private let strikethrough: attr_t
  private var pairs: [Int64: Int32] = [:]

  /// - Parameters:
  ///   - isWanted: whether there are to be any; without them nothing that is about colours is ever sent.
  ///   - strikethrough: the attribute that stands for a line through the text.
  init(isWanted: Bool, strikethrough: attr_t) {
    self.strikethrough = strikethrough
    guard isWanted else {
      (colors, hasDefault, limit) = (0, true, 1)
      return
    }
    start_color()
    hasDefault = use_default_colors() == OK
    colors = max(0, Int(ot_colors()))
    limit = min(ot_color_pairs(), 4096)
  }

  /// Whether every pair is in use: the next new one would not be shown.
  var isFull: Bool { colors > 0 && pairs.count + 1 >= Int(limit) }

  /// Forgets all pairs: only before everything is drawn anew.
  mutating func reset() { pairs.removeAll(keepingCapacity: true) }

  /// A space in this style.
  mutating func cell(for style: Style) -> cchar_t { ot_space(attributes(of: style), pair(for: style)) }

  /// The pair of a style's colours; 0, the terminal's own colours, where there is none.
  private mutating func pair(for style: Style) -> Int32 {
    guard colors > 0 else { return 0 }
    let foreground = number(of: style.foreground, default: 7)
    let background = number(of: style.background, default: 0)
    if foreground == -1, background == -1 { return 0 }
    let key = Int64(foreground) << 32 | Int64(background) & 0xFFFF_FFFF
    if let pair = pairs[key] { return pair }
    let pair = Int32(pairs.count + 1)
    guard pair < limit, init_extended_pair(pair, foreground, background) == OK else { return 0 }
    pairs[key] = pair
    return pair
  }

  /// Bright colours on a terminal of eight become the plain ones; others that it lacks its own default.
  private func number(of color: Color, default standard: Int32) -> Int32 {
    let index = Int(color.index)
    if color != .default {
      if index < colors { return Int32(index) }
      if index < 16 { return Int32(index - 8) }
    }
    return hasDefault ? -1 : standard
  }

  /// Attributes as ncurses has them. A bright colour on a terminal of eight is bold.
  private func attributes(of style: Style) -> attr_t {
    let attributes = style.attributes
    var result: attr_t = 0
    if attributes.contains(.bold) { result |= ot_bold() }
    if attributes.contains(.dim) { result |= ot_dim() }
    if attributes.contains(.strikethrough) { result |= strikethrough }
    if attributes.contains(.italic) { result |= ot_italic() }
    if attributes.contains(.underline) { result |= ot_underline() }
    if attributes.contains(.reverse) { result |= ot_reverse() }
    if attributes.contains(.blink) { result |= ot_blink() }
    if colors == 8, (8..<16).contains(style.foreground.index) { result |= ot_bold() }
    return result
  }
}
