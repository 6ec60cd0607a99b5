/// A text to look for, upper and lower case being one.
struct FoldedText: Equatable, Sendable {
  private let text: String
  private let bytes: [UInt8]
  private let isASCII: Bool

  init(_ text: some StringProtocol) {
    self.text = text.lowercased()
    bytes = Array(self.text.utf8)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// Whether it occurs in a text. Fast where it is ASCII, right where it is not.
  func occurs(in other: String) -> Bool {
    guard !bytes.isEmpty else { return true }
    if isASCII || other.utf8.count >= bytes.count {
      let found = other.utf8.withContiguousStorageIfAvailable { isASCII ? occurs(in: $0) : $0.isASCII ? false : nil }
      if let found, let found { return found }
    }
    return other.lowercased().contains(text)
  }

  func equals(_ other: String) -> Bool {
    if isASCII, other.utf8.count != bytes.count { return false }
    return other.lowercased() == text
  }

  private func occurs(in other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard other.count >= bytes.count else { return false }
    return bytes.withUnsafeBufferPointer { wanted in
      for start in 0...(other.count - wanted.count) where other[start].asciiLowercased == wanted[0] {
        var length = 1
        while length < wanted.count, other[start + length].asciiLowercased == wanted[length] { length += 1 }
        if length == wanted.count { return true }
      }
      return false
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate var isASCII: Bool { allSatisfy { $0 < 0x80 } }
}

extension UInt8 {
  fileprivate var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
