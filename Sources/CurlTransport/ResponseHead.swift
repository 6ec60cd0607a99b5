import EventStream

/// The head of a response, line by line as libcurl hands it over.
struct ResponseHead: Sendable {
  /// What a line was.
  enum Step: Equatable {
    case more
    /// The blank line after the final head.
    case complete
    case refused(String)
  }

  /// Bytes of all heads of one response together, interim ones (`100`, `103`) included.
  static let limit = 64 * 1024

  private(set) var status = 0
  private(set) var fields: [HTTPField] = []
  private var size = 0
  private var isStarted = false

  /// Takes the next line, line end included.
  mutating func take(_ line: UnsafeRawBufferPointer) -> Step {
    size += line.count
    guard size <= Self.limit else { return .refused("the response's head is larger than 64 KiB") }
    let text = Self.trimmed(line[...])
    guard isStarted else {
      isStarted = true
      status = Self.status(of: text)
      fields = []
      return status == 0 ? .refused("the server sent something that is not HTTP") : .more
    }
    if text.isEmpty { return endOfHead() }
    // A line that starts with a blank goes on with the field before it (RFC 9112, 5.2).
    if let first = line.first, first == 32 || first == 9, let last = fields.indices.last {
      fields[last].value += " " + String(decoding: text, as: UTF8.self)
      return .more
    }
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return .more }
    fields.append(
      HTTPField(
        String(decoding: text[..<colon], as: UTF8.self),
        String(decoding: Self.trimmed(text[(colon + 1)...]), as: UTF8.self)))
    return .more
  }

  /// Interim responses are followed by another head; 101 is none of them, nothing but another protocol follows it.
  private mutating func endOfHead() -> Step {
    guard (100..<200).contains(status), status != 101 else { return .complete }
    isStarted = false
    return .more
  }

  /// The status in e.g. `HTTP/1.1 200 OK`, 0 if there is none.
  private static func status(of line: Slice<UnsafeRawBufferPointer>) -> Int {
    let words = line.split(separator: 32, maxSplits: 2)
    guard words.count > 1, words[0].starts(with: "HTTP/".utf8), words[1].count == 3 else { return 0 }
    return Int(String(decoding: words[1], as: UTF8.self)) ?? 0
  }

  private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return bytes[bytes.endIndex...] }
    return bytes[first...last]
  }
}
