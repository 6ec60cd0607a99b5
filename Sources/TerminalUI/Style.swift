/// A colour of the terminal's palette: 0…255, or the terminal's own default.
package struct Color: Hashable, Sendable {
  /// 0…255; 256 stands for the terminal's default.
  package let index: UInt16

  /// The terminal's own foreground or background.
  package static let `default` = Color(index: 256)

  private init(index: UInt16) { self.index = index }

  /// One of the palette's 256 colours; the first 16 are the user's own.
  package init(_ index: UInt8) { self.index = UInt16(index) }
}

/// How a cell looks: colours of the palette and attributes, in 32 bits.
package struct Style: Hashable, Sendable {
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let italic = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
    package static let reverse = Attributes(rawValue: 16)
    package static let strikethrough = Attributes(rawValue: 32)
    package static let blink = Attributes(rawValue: 64)
  }

  package var foreground: Color
  package var background: Color
  package var attributes: Attributes

  package static let plain = Style()

  package init(foreground: Color = .default, background: Color = .default, attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}
