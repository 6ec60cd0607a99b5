extension EventStreamParser {
  /// The longest known field name and its colon: as much of a line as is needed to tell what it is.
  private static let decisiveCount = 6
  /// `retry` values above this (over thirty years) are taken for it, so that no sum of times can overflow.
  private static let longestReconnectionTime = 1_000_000_000_000

  /// Adds a piece of a line, without its end. Keeps only bytes that will be needed, and never more than the limit.
  mutating func extendLine(by piece: UnsafeBufferPointer<UInt8>) {
    let newSize = line.size.saturatingSum(piece.count)
    if line.kind == .kept {
      var rest = piece
      if line.bytes.count < Self.decisiveCount {
        let head = piece.prefix(Self.decisiveCount - line.bytes.count)
        line.bytes.append(contentsOf: head)
        rest = UnsafeBufferPointer(rebasing: piece.dropFirst(head.count))
      }
      line.kind = kind(of: line.bytes, size: newSize)
      if line.kind == .kept {
        line.bytes.append(contentsOf: rest)
      } else {
        line.drop(as: line.kind)
      }
    }
    line.size = newSize
    if line.kind != .comment, event.size.saturatingSum(newSize) > eventLimit {
      event.markOversized()
      if line.kind == .kept, newSize > eventLimit || line.bytes.first == UInt8(ascii: "d") { line.drop(as: .dropped) }
    }
  }

  /// What to do with an unfinished line that begins with `start` and has `size` bytes by now.
  private func kind(of start: [UInt8], size: Int) -> UnfinishedLine.Kind {
    if start.first == UInt8(ascii: ":") { return .comment }
    if size > eventLimit { return .dropped }
    guard start.count >= Self.decisiveCount else { return .kept }
    let field = start.withUnsafeBufferPointer { Field(line: $0) }
    guard let field else { return .dropped }
    return field.name == .data && (event.isOversized || event.size.saturatingSum(size) > eventLimit) ? .dropped : .kept
  }

  /// Ends the line that earlier pieces have built.
  mutating func endExtendedLine(_ fields: inout ChunkFields, into batch: inout EventBatch) {
    defer { line.reset() }
    switch line.kind {
    case .comment:
      completedCount &+= 1
    case .dropped:
      event.hasFields = true
      event.size = event.size.saturatingSum(line.size)
    case .kept:
      var whole: [UInt8] = []
      swap(&whole, &line.bytes)
      let field = whole.withUnsafeBufferPointer { bytes in
        bytes.isEmpty ? nil : Field(line: bytes)
      }
      if let field, field.name == .data, !event.hasBufferedData, fields.data == nil,
        event.size.saturatingSum(whole.count) <= eventLimit
      {
        event.hasFields = true
        event.size += whole.count
        event.take(&whole, valueStart: field.valueStart)
      } else {
        whole.withUnsafeBufferPointer { endLine($0, isWithinChunk: false, &fields, into: &batch) }
      }
      swap(&whole, &line.bytes)
    }
  }

  /// Processes a whole line, without its end.
  ///
  /// - Parameters:
  ///   - isWithinChunk: whether the bytes stay where they are until the whole chunk is consumed.
  ///   - fields: those of the event that lie in this chunk.
  @inline(__always)
  mutating func endLine(
    _ bytes: UnsafeBufferPointer<UInt8>, isWithinChunk: Bool, _ fields: inout ChunkFields,
    into batch: inout EventBatch
  ) {
    guard let first = bytes.first else {
      endEvent(&fields, into: &batch)
      return
    }
    guard first != UInt8(ascii: ":") else {
      completedCount &+= 1
      return
    }
    event.hasFields = true
    event.size = event.size.saturatingSum(bytes.count)
    if event.size > eventLimit { event.markOversized() }
    guard bytes.count <= eventLimit, let field = Field(line: bytes) else { return }

    let value = UnsafeBufferPointer(rebasing: bytes[field.valueStart...])
    switch field.name {
    case .data where event.isOversized: break
    case .data where isWithinChunk && fields.data == nil && !event.hasBufferedData: fields.data = value
    case .data:
      if let earlier = fields.data { event.keep(earlier) }
      fields.data = nil
      event.keep(value)
    case .event:
      fields.type = isWithinChunk ? value : nil
      if !isWithinChunk { event.type = types.type(value) }
    case .id where value.contains(0): break
    case .id:
      fields.id = isWithinChunk ? value : nil
      if !isWithinChunk { event.id = String(decoding: value, as: UTF8.self) }
    case .retry: if let time = reconnectionTime(value) { batch.reconnectionTime = time }
    }
  }

  private func reconnectionTime(_ digits: UnsafeBufferPointer<UInt8>) -> Duration? {
    guard !digits.isEmpty else { return nil }
    var milliseconds = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      milliseconds = min(milliseconds * 10 + Int(digit & 0x0F), Self.longestReconnectionTime)
    }
    return .milliseconds(milliseconds)
  }

  /// Processes a blank line: dispatches the event, if there is one.
  private mutating func endEvent(_ fields: inout ChunkFields, into batch: inout EventBatch) {
    defer { fields.reset() }
    guard event.hasFields else { return }
    completedCount &+= 1
    if let id = fields.id {
      fields.lastEventID = id
      fields.position = nil
    } else if let id = event.id {
      lastEventID = id
      fields.lastEventID = nil
      fields.position = nil
    }
    if event.isOversized {
      keepLastEventID(&fields)
      let type = fields.type.map { types.type($0) } ?? event.type
      batch.oversized.append(OversizedEvent(lastEventID: lastEventID, type: type.isEmpty ? "message" : type))
    } else if let data = fields.data {
      let piece = batch.events.piece(data, &fields)
      dispatch(piece, &fields, into: &batch)
    } else if event.hasBufferedData {
      let piece = event.withBufferedData { batch.events.append(repairing: $0) }
      dispatch(piece, &fields, into: &batch)
    }
    event.reset()
  }

  @inline(__always)
  private func dispatch(_ data: DispatchedEvents.Piece, _ fields: inout ChunkFields, into batch: inout EventBatch) {
    let id = fields.position ?? position(&fields, into: &batch)
    fields.position = id
    let type: DispatchedEvents.Piece
    if let chunkType = fields.type, !chunkType.isEmpty {
      type = batch.events.piece(chunkType, &fields)
    } else {
      type = batch.events.append(fields.type != nil || event.type.isEmpty ? "message" : event.type)
    }
    batch.events.append(DispatchedEvents.Head(lastEventID: id, type: type, data: data))
  }

  /// Where the position lies that is in force.
  private func position(_ fields: inout ChunkFields, into batch: inout EventBatch) -> DispatchedEvents.Piece {
    if let id = fields.lastEventID { return batch.events.piece(id, &fields) }
    return batch.events.append(lastEventID)
  }

  /// Keeps what is needed after the chunk.
  mutating func keep(_ fields: consuming ChunkFields) {
    keepLastEventID(&fields)
    if let type = fields.type { event.type = types.type(type) }
    if let id = fields.id { event.id = String(decoding: id, as: UTF8.self) }
    if let data = fields.data, !event.isOversized { event.keep(data) }
  }

  private mutating func keepLastEventID(_ fields: inout ChunkFields) {
    guard let id = fields.lastEventID else { return }
    lastEventID = String(decoding: id, as: UTF8.self)
    fields.lastEventID = nil
  }
}

/// What the chunk that is being consumed has of the unfinished event, and of the position. The bytes are good for as long
/// as the chunk is: nothing is made of them that nobody looks at.
struct ChunkFields {
  let chunk: UnsafeBufferPointer<UInt8>
  /// Where the chunk begins among the texts of the batch; `nil`: it is not there yet.
  fileprivate var start: Int?
  /// Whether it is, and holds nothing but ASCII.
  fileprivate var isASCII = false
  /// The only `data` line so far.
  var data: UnsafeBufferPointer<UInt8>?
  /// The newest `event` line, if it came after those before the chunk.
  var type: UnsafeBufferPointer<UInt8>?
  /// The newest `id` line, the same.
  var id: UnsafeBufferPointer<UInt8>?
  /// The position, where it has changed since the parser's was known.
  var lastEventID: UnsafeBufferPointer<UInt8>?
  /// Where the position that is in force lies among the texts of the batch; `nil`: nowhere yet.
  var position: DispatchedEvents.Piece?

  init(_ chunk: UnsafeBufferPointer<UInt8>) { self.chunk = chunk }

  /// The event is through.
  mutating func reset() {
    data = nil
    type = nil
    id = nil
  }
}

extension DispatchedEvents {
  /// Where a text of the chunk lies; U+FFFD takes the place of bytes that are not UTF-8. The first brings the chunk along.
  @inline(__always)
  fileprivate mutating func piece(_ text: UnsafeBufferPointer<UInt8>, _ fields: inout ChunkFields) -> Piece {
    let start = fields.start ?? place(&fields)
    guard fields.isASCII || text.isUTF8 else { return append(repairing: text) }
    guard let chunk = fields.chunk.baseAddress, let first = text.baseAddress else {
      return Piece(start: start, count: 0)
    }
    return Piece(start: start &+ (first - chunk), count: text.count)
  }

  private mutating func place(_ fields: inout ChunkFields) -> Int {
    let start = append(chunk: fields.chunk).start
    fields.start = start
    fields.isASCII = fields.chunk.isASCII
    return start
  }
}
