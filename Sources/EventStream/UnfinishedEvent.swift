/// Where the fields of an event lie: in the chunk that is being read, or in what is carried over to it.
struct EventFields: BitwiseCopyable, Sendable {
  /// The only `data` line so far.
  var data: DispatchedEvents.Piece?
  /// The newest `event` line.
  var type: DispatchedEvents.Piece?
  /// The newest `id` line that counts.
  var id: DispatchedEvents.Piece?

  /// Where the first of them begins.
  var start: Int? {
    let first = min(data?.start ?? .max, type?.start ?? .max, id?.start ?? .max)
    return first == .max ? nil : first
  }

  /// The same fields elsewhere.
  func map(_ move: (DispatchedEvents.Piece) -> DispatchedEvents.Piece) -> EventFields {
    EventFields(data: data.map(move), type: type.map(move), id: id.map(move))
  }
}

/// What the lines since the last blank line have said.
struct UnfinishedEvent: Sendable {
  /// What counts of an event that is being skipped.
  struct Oversized: Sendable {
    var type = ""
    var id: String?
  }

  /// The bytes of its complete lines, without line ends and comments.
  var size = 0
  /// Whether there was any field, known or not.
  var hasFields = false
  /// What was carried over to this chunk of those of its fields that count.
  var fields = EventFields()
  /// It is too large, and what counts of it all the same.
  var oversized: Oversized?
  /// Whether there were several `data` lines.
  private(set) var hasJoinedData = false
  /// Those, joined by LF.
  private var joinedData: [UInt8] = []

  var isOversized: Bool { oversized != nil }

  var joinedByteCount: Int { joinedData.count }

  /// Adds one `data` line to those that are joined.
  mutating func join(_ value: UnsafeBufferPointer<UInt8>) {
    if hasJoinedData { joinedData.append(LineEnd.lineFeed) }
    joinedData.append(contentsOf: value)
    hasJoinedData = true
  }

  /// Hands over the `data` lines that were joined.
  func withJoinedData<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    joinedData.withUnsafeBufferPointer { body($0) }
  }

  mutating func markOversized(_ fields: EventFields, of source: FieldSource) {
    oversized = Oversized(type: fields.type.map { source.string($0) } ?? "", id: fields.id.map { source.string($0) })
    self.fields = EventFields()
    dropJoinedData()
  }

  mutating func reset() {
    size = 0
    hasFields = false
    fields = EventFields()
    if isOversized { oversized = nil }
    dropJoinedData()
  }

  private mutating func dropJoinedData() {
    guard hasJoinedData else { return }
    joinedData.removeAllKeepingLittle()
    hasJoinedData = false
  }
}

/// Bytes in which fields lie, and where they have come among the texts of a batch.
struct FieldSource {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where they begin there; `nil`: they are not there yet.
  private var start: Int?
  /// Whether they are, and nothing but ASCII.
  private var isASCII = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  @inline(__always)
  subscript(range: Range<Int>) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[range]) }

  @inline(__always)
  subscript(piece: DispatchedEvents.Piece) -> UnsafeBufferPointer<UInt8> {
    self[piece.start..<piece.start &+ piece.count]
  }

  func string(_ piece: DispatchedEvents.Piece) -> String { String(decoding: self[piece], as: UTF8.self) }

  /// Where a text comes to lie among the texts of events; U+FFFD takes the place of bytes that are not UTF-8. The first one
  /// brings all others along.
  @inline(__always)
  mutating func place(_ piece: DispatchedEvents.Piece, in events: inout DispatchedEvents) -> DispatchedEvents.Piece {
    let start = start ?? place(in: &events)
    guard isASCII || self[piece].isUTF8 else { return events.append(repairing: self[piece]) }
    return DispatchedEvents.Piece(start: start &+ piece.start, count: piece.count)
  }

  private mutating func place(in events: inout DispatchedEvents) -> Int {
    let start = events.append(chunk: bytes).start
    self.start = start
    isASCII = bytes.isASCII
    return start
  }
}
