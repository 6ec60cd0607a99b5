import TerminalUI

/// Comma-separated values as bytes, line by line.
///
/// Source: RFC 4180.
struct CSVBuffer {
  /// What has been written.
  private(set) var bytes: [UInt8] = []
  private let isForTerminal: Bool
  private var isAtLineStart = true

  /// - Parameter isForTerminal: replace what would act on a terminal.
  init(isForTerminal: Bool) { self.isForTerminal = isForTerminal }

  /// Takes out what has been written so far; what follows goes on from there.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// A value; `nil` is an empty field, an empty text a quoted one.
  mutating func add(_ value: String?) {
    guard var value else { return separate() }
    if isForTerminal { value = forTerminal(value, maxCells: .max).text }
    value.withUTF8 { add($0) }
  }

  /// A value that is UTF-8 and harmless.
  mutating func add(_ utf8: [UInt8]) { utf8.withUnsafeBufferPointer { add($0) } }

  mutating func endLine() {
    bytes.append(contentsOf: "\r\n".utf8)
    isAtLineStart = true
  }

  private mutating func add(_ value: UnsafeBufferPointer<UInt8>) {
    separate()
    let quote = UInt8(ascii: "\"")
    let needsQuotes = value.isEmpty || value.contains { $0 == quote || $0 == UInt8(ascii: ",") || $0 < 0x20 }
    guard needsQuotes else { return bytes.append(contentsOf: value) }
    bytes.append(quote)
    for byte in value {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  private mutating func separate() {
    if !isAtLineStart { bytes.append(UInt8(ascii: ",")) }
    isAtLineStart = false
  }
}
