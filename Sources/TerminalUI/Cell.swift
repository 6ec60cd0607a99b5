/// One cell of the screen: what is drawn and how. 8 bytes.
package struct Cell: Hashable, Sendable {
  /// What the cell shows; made by ``Surface`` alone, from sanitised text.
  package internal(set) var glyph: Glyph
  package var style: Style

  package static let blank = Cell(glyph: .blank, style: .plain)
}

/// The content of a cell: a printable scalar, a longer cluster kept by the surface, or the second half of a wide one.
package struct Glyph: Hashable, Sendable {
  private let bits: UInt32

  private static let clusterFlag: UInt32 = 1 << 31

  /// Nothing: a space.
  package static let blank = Glyph(" ")

  /// The second cell of a wide character: drawn with the first.
  package static let continuation = Glyph(bits: .max)

  private init(bits: UInt32) { self.bits = bits }

  init(_ scalar: Unicode.Scalar) { bits = scalar.value }

  /// A printable ASCII byte.
  init(ascii byte: UInt8) { bits = UInt32(byte) }

  init(clusterIndex: Int) { bits = Self.clusterFlag | UInt32(truncatingIfNeeded: clusterIndex) }

  package var isContinuation: Bool { self == .continuation }

  /// The scalar, if that is all there is.
  package var scalar: Unicode.Scalar? { bits & Self.clusterFlag == 0 ? Unicode.Scalar(bits) : nil }

  /// The index into ``Surface/clusters`` of a base and its marks.
  package var clusterIndex: Int? {
    bits & Self.clusterFlag != 0 && self != .continuation ? Int(bits & ~Self.clusterFlag) : nil
  }
}
