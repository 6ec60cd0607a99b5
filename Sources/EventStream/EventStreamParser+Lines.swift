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
  mutating func endExtendedLine(
    _ chunkData: inout UnsafeBufferPointer<UInt8>?, into batch: inout EventBatch
  ) {
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
      if let field, field.name == .data, !event.hasBufferedData, chunkData == nil,
        event.size.saturatingSum(whole.count) <= eventLimit
      {
        event.hasFields = true
        event.size += whole.count
        event.take(&whole, valueStart: field.valueStart)
      } else {
        whole.withUnsafeBufferPointer { endLine($0, isWithinChunk: false, &chunkData, into: &batch) }
      }
      swap(&whole, &line.bytes)
    }
  }

  /// Processes a whole line, without its end.
  ///
  /// - Parameters:
  ///   - isWithinChunk: whether the bytes stay where they are until the whole chunk is consumed.
  ///   - chunkData: the only `data` line of the event so far, if it lies in this chunk.
  @inline(__always)
  mutating func endLine(
    _ bytes: UnsafeBufferPointer<UInt8>, isWithinChunk: Bool, _ chunkData: inout UnsafeBufferPointer<UInt8>?,
    into batch: inout EventBatch
  ) {
    guard let first = bytes.first else {
      endEvent(chunkData, into: &batch)
      chunkData = nil
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
    case .data where isWithinChunk && chunkData == nil && !event.hasBufferedData: chunkData = value
    case .data:
      if let earlier = chunkData { event.keep(earlier) }
      chunkData = nil
      event.keep(value)
    case .event: event.type = types.type(value)
    case .id: if !value.contains(0) { event.id = String(decoding: value, as: UTF8.self) }
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
  private mutating func endEvent(_ chunkData: UnsafeBufferPointer<UInt8>?, into batch: inout EventBatch) {
    guard event.hasFields else { return }
    completedCount &+= 1
    if let id = event.id {
      lastEventID = id
      position = nil
    }
    let type = event.type.isEmpty ? "message" : event.type
    if batch.events.isEmpty { batch.events.reserveCapacity(textBytes: chunkSize) }
    if event.isOversized {
      batch.oversized.append(OversizedEvent(lastEventID: lastEventID, type: type))
    } else if let chunkData {
      position = batch.events.append(id: position, lastEventID, type: type, data: chunkData)
    } else if event.hasBufferedData {
      position = event.withBufferedData { batch.events.append(id: position, lastEventID, type: type, data: $0) }
    }
    event.reset()
  }
}
