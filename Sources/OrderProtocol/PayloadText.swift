/// A text of a payload, not made into a `String`: where it lies, so that to read it, pass it on and let go of it costs
/// nothing.
package struct PayloadText: BitwiseCopyable, Equatable, Sendable {
  /// Among the bytes of the payload, or of what had escapes.
  @usableFromInline var start: UInt32
  /// The highest bit: it had escapes, and lies apart.
  @usableFromInline var length: UInt32

  @inlinable static var apart: UInt32 { 1 << 31 }

  /// The longest payload of which every text can be told.
  static let maximumPayload = Int(apart) - 1

  /// No text, which is not the same as one that is empty.
  @inlinable package static var absent: PayloadText { PayloadText(start: .max, length: 0) }

  /// - Precondition: a range within ``maximumPayload``.
  init(_ range: Range<Int>, isApart: Bool = false) {
    start = UInt32(range.lowerBound)
    length = UInt32(range.count) | (isApart ? Self.apart : 0)
  }

  @inlinable init(start: UInt32, length: UInt32) {
    self.start = start
    self.length = length
  }

  @inlinable package var isAbsent: Bool { start == .max }

  @inlinable var isApart: Bool { length & Self.apart != 0 }

  @inlinable var range: Range<Int> { Int(start)..<Int(start) + Int(length & ~Self.apart) }

  var isEmpty: Bool { length & ~Self.apart == 0 }
}

/// Where the texts of one payload lie.
package struct PayloadBytes: BitwiseCopyable {
  @usableFromInline let payload: UnsafeBufferPointer<UInt8>
  @usableFromInline let apart: UnsafeBufferPointer<UInt8>

  /// - Parameters:
  ///   - payload: the payload's own bytes.
  ///   - apart: the texts that had escapes.
  @inlinable
  package init(payload: UnsafeBufferPointer<UInt8>, apart: UnsafeBufferPointer<UInt8>) {
    self.payload = payload
    self.apart = apart
  }

  /// The bytes of a text, well-formed UTF-8; of an absent one none.
  @inlinable
  package subscript(text: PayloadText) -> UnsafeBufferPointer<UInt8> {
    guard !text.isAbsent else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(rebasing: (text.isApart ? apart : payload)[text.range])
  }

  package func string(_ text: PayloadText) -> String? {
    text.isAbsent ? nil : String(utf8: self[text])
  }

  /// Whether a text and a string have the same bytes.
  @inline(__always)
  package func isSame(_ text: PayloadText, as string: String?) -> Bool {
    guard let string, !text.isAbsent else { return string == nil && text.isAbsent }
    return string.hasBytes(self[text])
  }
}

extension PayloadBytes {
  /// Whether two texts have the same bytes.
  func isSame(_ one: PayloadText, as other: PayloadText) -> Bool { self[one].hasSameBytes(as: self[other]) }
}

extension String {
  /// - Parameter bytes: well-formed UTF-8.
  @inline(__always)
  package init(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count < 16 {
      // What a String has room for in itself is made faster like this.
      self.init(unsafeUninitializedCapacity: bytes.count) { $0.initialize(fromContentsOf: bytes) }
    } else {
      self.init(decoding: bytes, as: UTF8.self)
    }
  }

  /// Whether these are its bytes: strings that Unicode calls equivalent may have others.
  @inline(__always)
  package func hasBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard utf8.count == bytes.count else { return false }
    return utf8.withContiguousStorageIfAvailable { $0.hasSameBytes(as: bytes) } ?? utf8.elementsEqual(bytes)
  }
}
