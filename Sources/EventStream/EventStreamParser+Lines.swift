extension EventStreamParser {
  /// The longest known field name and its colon: as much of a line as is needed to tell what it is.
  private static let decisiveCount = 6
  /// `retry` values above this (over thirty years) are taken for it, so that no sum of times can overflow.
  private static let longestReconnectionTime = 1_000_000_000_000

  /// Up to so many bytes are carried as they lie, with what is between them: that is quicker than to pick out the fields.
  private static let smallRest = 1024

  /// Adds a piece of a line, without its end. Keeps only bytes that will be needed, and never more than the limit.
  mutating func extendLine(by piece: UnsafeBufferPointer<UInt8>) {
    if line.size == 0, piece.first == UInt8(ascii: ":") { line.kind = .comment }
    if line.kind == .kept { carried.append(contentsOf: piece) }
    judgeLine(longerBy: piece.count)
  }

  /// Decides whether the line that is carried over is still needed when a piece of it has come.
  private mutating func judgeLine(longerBy count: Int) {
    let earlier = line.size
    line.size = earlier.saturatingSum(count)
    if line.kind == .kept, earlier < Self.decisiveCount, line.size >= Self.decisiveCount {
      let field = carried.withUnsafeBufferPointer { Field(line: UnsafeBufferPointer(rebasing: $0[line.start...])) }
      if field == nil { dropLine(as: .dropped) }
    }
    guard line.kind != .comment, event.size.saturatingSum(line.size) > eventLimit else { return }
    if !event.isOversized {
      carried.withUnsafeBufferPointer { event.markOversized(event.fields, of: FieldSource($0)) }
      carried.removeSubrange(..<line.start)
      line.start = 0
    }
    if line.kind == .kept, line.size > eventLimit || carried.first == UInt8(ascii: "d") { dropLine(as: .dropped) }
  }

  private mutating func dropLine(as kind: UnfinishedLine.Kind) {
    line.kind = kind
    if line.start == 0 { carried.removeAllKeepingLittle() } else { carried.removeSubrange(line.start...) }
  }

  /// Ends the line that is carried over.
  mutating func endCarriedLine(_ position: inout StreamPosition, into batch: inout EventBatch) {
    switch line.kind {
    case .comment:
      completedCount &+= 1
    case .dropped:
      event.hasFields = true
      event.size = event.size.saturatingSum(line.size)
    case .kept:
      // Taken, so that the parser can change meanwhile.
      var bytes: [UInt8] = []
      swap(&bytes, &carried)
      let isKept = bytes.withUnsafeBufferPointer { bytes in
        var source = FieldSource(bytes)
        var fields = event.fields
        let isKept = endLine(line.start..<bytes.count, of: &source, &fields, &position, into: &batch)
        event.fields = fields
        return isKept
      }
      swap(&bytes, &carried)
      if !event.hasFields || event.isOversized {
        carried.removeAllKeepingLittle()
      } else if !isKept {
        carried.removeSubrange(line.start...)
      }
    }
    line = UnfinishedLine(start: carried.count)
  }

  /// Keeps what is needed after a chunk of the fields of the unfinished event, and of the unfinished line behind them.
  mutating func carry(_ rest: Range<Int>, of source: FieldSource) {
    let piece = source[rest]
    let fields = event.fields
    let start = fields.start ?? rest.lowerBound
    if rest.upperBound - start <= Self.smallRest, piece.first != UInt8(ascii: ":") {
      carried.append(contentsOf: source[start..<rest.upperBound])
      event.fields = fields.map { DispatchedEvents.Piece(start: $0.start - start, count: $0.count) }
      line.start = rest.lowerBound - start
      judgeLine(longerBy: piece.count)
    } else {
      event.fields = fields.map { carry($0, of: source) }
      line.start = carried.count
      extendLine(by: piece)
    }
  }

  private mutating func carry(_ piece: DispatchedEvents.Piece, of source: FieldSource) -> DispatchedEvents.Piece {
    defer { carried.append(contentsOf: source[piece]) }
    return DispatchedEvents.Piece(start: carried.count, count: piece.count)
  }

  /// Processes a whole line, without its end.
  ///
  /// - Parameters:
  ///   - line: where it lies in the source.
  ///   - fields: those of the event, in the same source.
  /// - Returns: whether one of them lies in the line.
  @inline(__always)
  mutating func endLine(
    _ line: Range<Int>, of source: inout FieldSource, _ fields: inout EventFields, _ position: inout StreamPosition,
    into batch: inout EventBatch
  ) -> Bool {
    let bytes = source[line]
    guard let first = bytes.first else {
      endEvent(&source, fields, &position, into: &batch)
      fields = EventFields()
      return false
    }
    guard first != UInt8(ascii: ":") else {
      completedCount &+= 1
      return false
    }
    event.hasFields = true
    event.size = event.size.saturatingSum(bytes.count)
    if event.size > eventLimit, !event.isOversized {
      event.markOversized(fields, of: source)
      fields = EventFields()
    }
    guard bytes.count <= eventLimit, let field = Field(line: bytes) else { return false }

    let value = DispatchedEvents.Piece(
      start: line.lowerBound &+ field.valueStart, count: bytes.count &- field.valueStart)
    if field.name == .retry {
      if let time = reconnectionTime(source[value]) { batch.reconnectionTime = time }
      return false
    }
    guard !event.isOversized else {
      noteOversized(field.name, source[value])
      return false
    }
    switch field.name {
    case .data where fields.data == nil && !event.hasJoinedData: fields.data = value
    case .data:
      if let earlier = fields.data { event.join(source[earlier]) }
      fields.data = nil
      event.join(source[value])
      return false
    case .event: fields.type = value
    case .id where source[value].contains(0): return false
    case .id: fields.id = value
    case .retry: break
    }
    return true
  }

  private mutating func noteOversized(_ name: Field.Name, _ value: UnsafeBufferPointer<UInt8>) {
    switch name {
    case .event: event.oversized?.type = String(decoding: value, as: UTF8.self)
    case .id where !value.contains(0): event.oversized?.id = String(decoding: value, as: UTF8.self)
    default: break
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
  private mutating func endEvent(
    _ source: inout FieldSource, _ fields: EventFields, _ position: inout StreamPosition, into batch: inout EventBatch
  ) {
    guard event.hasFields else { return }
    completedCount &+= 1
    if let oversized = event.oversized {
      settle(&position, in: &batch.events)
      if let id = oversized.id { move(to: id, &position) }
      batch.oversized.append(
        OversizedEvent(lastEventID: lastEventID, type: oversized.type.isEmpty ? "message" : oversized.type))
    } else if let data = fields.data {
      let data = source.place(data, in: &batch.events)
      dispatch(data, fields, &position, &batch.events) { source.place($0, in: &$1) }
    } else if event.hasJoinedData {
      let data = event.withJoinedData { batch.events.append(repairing: $0) }
      // All that lies in the source would be much for two short texts.
      dispatch(data, fields, &position, &batch.events) { $1.append(repairing: source[$0]) }
    } else if let id = fields.id {
      move(to: source.string(id), &position)
    }
    event.reset()
  }

  /// - Parameter place: brings a text of the source to those of the events.
  @inline(__always)
  private func dispatch(
    _ data: DispatchedEvents.Piece, _ fields: EventFields, _ position: inout StreamPosition,
    _ events: inout DispatchedEvents,
    _ place: (DispatchedEvents.Piece, inout DispatchedEvents) -> DispatchedEvents.Piece
  ) {
    if let id = fields.id {
      position = StreamPosition(place: place(id, &events), isNew: true)
    }
    let id = position.place ?? events.append(lastEventID)
    position.place = id
    let type =
      if let type = fields.type, type.count > 0 { place(type, &events) } else { events.append("message") }
    events.append(DispatchedEvents.Head(lastEventID: id, type: type, data: data))
  }

  /// An event without data that can be used has set the position.
  private mutating func move(to id: String, _ position: inout StreamPosition) {
    lastEventID = id
    position = StreamPosition()
  }

  /// Makes a string of the position, for those who ask for it between chunks.
  @inline(__always)
  mutating func settle(_ position: inout StreamPosition, in events: inout DispatchedEvents) {
    guard position.isNew, let place = position.place else { return }
    lastEventID = events.string(place)
    position.isNew = false
  }
}

/// Where the position that is in force lies among the texts of the batch: nothing is made of it that nobody looks at.
struct StreamPosition {
  /// `nil`: nowhere yet.
  var place: DispatchedEvents.Piece?
  /// Whether it has changed since the parser's was known.
  var isNew = false
}
