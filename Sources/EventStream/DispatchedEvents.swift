/// Dispatched events, the oldest first: a collection of ``ServerSentEvent``, whose texts lie together in one place.
///
/// A stream of small events would spend more on making a `String` of each text, and on letting go of it in another thread,
/// than on all else. They are made of those events that somebody looks at.
public struct DispatchedEvents: Sendable {
  /// Where a text lies among all texts.
  @usableFromInline
  struct Piece: BitwiseCopyable, Sendable {
    @usableFromInline var start: Int
    @usableFromInline var count: Int
  }

  @usableFromInline
  struct Head: BitwiseCopyable, Sendable {
    @usableFromInline var lastEventID: Piece
    @usableFromInline var type: Piece
    @usableFromInline var data: Piece
  }

  /// All texts, well-formed UTF-8 each, and maybe other bytes between them.
  private(set) var texts: [UInt8] = []
  private(set) var heads: [Head] = []
  /// How many bytes all payloads have together.
  public private(set) var dataByteCount = 0

  public init() {}

  /// What an event and its lines take at the least, about, in a stream of bytes.
  private static let likelySize = 96
  /// A chunk that is larger may be one event: there is no more room beforehand than for so many bytes of small ones.
  private static let largeChunk = 256 * 1024

  /// Appends a chunk of a stream as it came, with all that is no text of an event: to copy it whole costs less than to copy
  /// each text out of it.
  ///
  /// - Returns: where it lies.
  mutating func append(chunk bytes: UnsafeBufferPointer<UInt8>) -> Piece {
    if heads.isEmpty { heads.reserveCapacity(Swift.min(bytes.count, Self.largeChunk) / Self.likelySize) }
    return append(bytes)
  }

  func string(_ piece: Piece) -> String {
    String(decoding: texts[piece.start..<piece.start + piece.count], as: UTF8.self)
  }

  public mutating func append(_ event: ServerSentEvent) {
    let id = append(event.lastEventID)
    let type = append(event.type)
    append(Head(lastEventID: id, type: type, data: append(event.data)))
  }

  /// Appends an event whose texts are here.
  mutating func append(_ head: Head) {
    heads.append(head)
    dataByteCount += head.data.count
  }

  /// Appends a text.
  ///
  /// - Returns: where it lies.
  mutating func append(_ text: String) -> Piece {
    var text = text
    return text.withUTF8 { append($0) }
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Piece {
    let start = texts.count
    // What is large is not to have room for as much again.
    if bytes.count > texts.capacity - start, bytes.count > start { texts.reserveCapacity(start + bytes.count) }
    texts.append(contentsOf: bytes)
    return Piece(start: start, count: bytes.count)
  }

  /// Appends a text of a stream, of whatever bytes; U+FFFD takes the place of those that are not UTF-8.
  mutating func append(repairing bytes: UnsafeBufferPointer<UInt8>) -> Piece {
    bytes.isASCII ? append(bytes) : append(String(decoding: bytes, as: UTF8.self))
  }

  /// Drops all events from an index on.
  mutating func removeAll(from index: Int) {
    for head in heads[index...] { dataByteCount -= head.data.count }
    heads.removeSubrange(index...)
  }

  /// Drops all events and keeps their memory, unless it is much.
  mutating func removeAll() {
    texts.removeAllKeepingLittle()
    heads.removeAll(keepingCapacity: heads.capacity <= 4096)
    dataByteCount = 0
  }

  /// Hands over the texts of all events where they lie.
  package func withTexts<Value>(_ body: (Texts) throws -> Value) rethrows -> Value {
    try texts.withUnsafeBufferPointer { texts in
      try heads.withUnsafeBufferPointer { try body(Texts(texts, $0)) }
    }
  }

  /// The texts of events where they lie, for as long as ``DispatchedEvents/withTexts(_:)`` lasts.
  package struct Texts: BitwiseCopyable {
    @usableFromInline let texts: UnsafeBufferPointer<UInt8>
    @usableFromInline let heads: UnsafeBufferPointer<Head>

    fileprivate init(_ texts: UnsafeBufferPointer<UInt8>, _ heads: UnsafeBufferPointer<Head>) {
      self.texts = texts
      self.heads = heads
    }

    @inlinable package var count: Int { heads.count }

    @inlinable package func lastEventID(_ index: Int) -> UnsafeBufferPointer<UInt8> { bytes(heads[index].lastEventID) }

    @inlinable package func type(_ index: Int) -> UnsafeBufferPointer<UInt8> { bytes(heads[index].type) }

    /// The payload.
    @inlinable package func data(_ index: Int) -> UnsafeBufferPointer<UInt8> { bytes(heads[index].data) }

    @inlinable
    func bytes(_ piece: Piece) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: texts[piece.start..<piece.start + piece.count])
    }
  }
}

extension DispatchedEvents: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { heads.count }

  public subscript(index: Int) -> ServerSentEvent {
    withTexts { texts in
      ServerSentEvent(
        lastEventID: String(decoding: texts.lastEventID(index), as: UTF8.self),
        type: String(decoding: texts.type(index), as: UTF8.self),
        data: String(decoding: texts.data(index), as: UTF8.self))
    }
  }
}

extension DispatchedEvents: Equatable {
  public static func == (one: DispatchedEvents, other: DispatchedEvents) -> Bool {
    guard one.count == other.count else { return false }
    return one.withTexts { mine in
      other.withTexts { theirs in
        (0..<mine.count).allSatisfy { index in
          mine.lastEventID(index).elementsEqual(theirs.lastEventID(index))
            && mine.type(index).elementsEqual(theirs.type(index))
            && mine.data(index).elementsEqual(theirs.data(index))
        }
      }
    }
  }
}

extension DispatchedEvents: ExpressibleByArrayLiteral {
  public init(_ events: some Sequence<ServerSentEvent>) {
    for event in events { append(event) }
  }

  public init(arrayLiteral events: ServerSentEvent...) { self.init(events) }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are UTF-8, so that they can stand for a text as they are.
  var isUTF8: Bool {
    isASCII || (try? UTF8Span(validating: span)) != nil
  }

  /// Whether no byte is above 0x7F. Looks at many at a time.
  var isASCII: Bool {
    guard let base = UnsafeRawPointer(baseAddress) else { return true }
    var seen: UInt64 = 0
    var offset = 0
    // Safe: each load ends within the bytes.
    var wide = SIMD8<UInt64>()
    while count &- offset >= 64 {
      wide |= base.loadUnaligned(fromByteOffset: offset, as: SIMD8<UInt64>.self)
      offset &+= 64
    }
    for lane in wide.indices { seen |= wide[lane] }
    while count &- offset >= 8 {
      seen |= base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      offset &+= 8
    }
    while offset < count {
      seen |= UInt64(self[offset])
      offset &+= 1
    }
    return seen & 0x8080_8080_8080_8080 == 0
  }
}
