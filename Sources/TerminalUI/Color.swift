/// A colour of the terminal's palette: 0…255, or the terminal's own default.
package struct Color: Hashable, Sendable {
  /// 0…255; 256 stands for the terminal's default.
  package let index: UInt16

  /// The terminal's own foreground or background.
  package static let `default` = Color(index: 256)

  private init(index: UInt16) { self.index = index }

  /// One of the palette's 256 colours; the first 16 are the user's own.
  package init(_ index: UInt8) { self.index = UInt16(index) }

  /// The form that ``Style`` packs: the default is 0.
  var stored: UInt32 { UInt32(index ^ 256) }

  init(stored: UInt32) { index = UInt16(truncatingIfNeeded: stored) ^ 256 }
}
