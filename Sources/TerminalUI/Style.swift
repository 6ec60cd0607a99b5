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

  /// Foreground in the bits 0…8, background in 9…17, attributes in 18…25. A colour is stored with its ninth bit
  /// inverted, so that plain is 0.
  private var bits: UInt32

  package static let plain = Style()

  package init(foreground: Color = .default, background: Color = .default, attributes: Attributes = []) {
    bits = 0
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  package var foreground: Color {
    get { Color(stored: bits & 0x1FF) }
    set { bits = bits & ~0x1FF | newValue.stored }
  }

  package var background: Color {
    get { Color(stored: bits >> 9 & 0x1FF) }
    set { bits = bits & ~(0x1FF << 9) | newValue.stored << 9 }
  }

  package var attributes: Attributes {
    get { Attributes(rawValue: UInt8(truncatingIfNeeded: bits >> 18)) }
    set { bits = bits & ~(0xFF << 18) | UInt32(newValue.rawValue) << 18 }
  }
}
