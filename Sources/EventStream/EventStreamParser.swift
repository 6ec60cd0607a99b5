/// Turns the bytes of one connection into events.
///
/// Takes the stream in chunks cut anywhere, also within a character or between CR and LF, and never fails: what the
/// standard does not know is skipped. The cost is linear in the bytes, whatever the size of the chunks. Make a new
/// parser for each connection; what an unfinished event brought, its id included, is dropped with the old one.
///
///     var parser = EventStreamParser(lastEventID: position)
///     var batch = EventBatch(lastEventID: position)
///     parser.consume(chunk, into: &batch)
///
/// A field that takes an event over ``eventLimit`` makes it oversized: it is skipped up to its end without being
/// buffered and then reported once in ``EventBatch/oversized``; the stream goes on. Its `id`, `event` and `retry` lines
/// count all the same, as long as each of them is within the limit itself. Unknown fields are never buffered but add to
/// the size of their event; comments are no part of an event and may have any length.
///
/// Source: HTML standard, 9.2.6 "Interpreting an event stream".
public struct EventStreamParser: Sendable {
  /// The bytes that the lines of one event may have together, without their line ends and without comments.
  public let eventLimit: Int
  /// The position of the stream: the last event ID as of the last blank line.
  public internal(set) var lastEventID: String
  /// How many things were completed since the connection began: events (a blank line with any field before it, data or
  /// none, oversized ones included) and comment lines. Only ever grows.
  public internal(set) var completedCount = 0

  /// The bytes of the unfinished event received so far, its unfinished line included; comments are not counted.
  public var pendingByteCount: Int { event.size.saturatingSum(line.kind == .comment ? 0 : line.size) }
  /// Whether the unfinished event is oversized and being skipped.
  public var isSkippingOversizedEvent: Bool { event.isOversized }

  /// The bytes carried over from one chunk to the next.
  package var bufferedByteCount: Int { carried.count + event.joinedByteCount }

  /// Of the unfinished event what its fields say, and the beginning of its unfinished line.
  var carried: [UInt8] = []
  var line = UnfinishedLine()
  var event = UnfinishedEvent()
  private var matchedBOMBytes = 0
  private var isBOMPossible = true
  private var endedWithCarriageReturn = false

  /// - Parameters:
  ///   - lastEventID: the position of the stream before this connection; in force until an event changes it.
  ///   - eventLimit: the largest event in bytes.
  public init(lastEventID: String = "", eventLimit: Int = 16 * 1024 * 1024) {
    self.lastEventID = lastEventID
    self.eventLimit = eventLimit
  }

  /// Takes the next chunk of the stream.
  ///
  /// - Parameters:
  ///   - bytes: any number of bytes that follow those of the last call.
  ///   - batch: gets what the chunk completed appended, and the position and reconnection time as they are after it.
  public mutating func consume(_ bytes: [UInt8], into batch: inout EventBatch) {
    bytes.withUnsafeBytes { consume($0, into: &batch) }
  }

  /// Takes the next chunk of the stream. The bytes are not used after the call.
  public mutating func consume(_ bytes: UnsafeRawBufferPointer, into batch: inout EventBatch) {
    // Every pointer below lies within `chunk` or `carried` and is used within this closure only: what outlives it is copied
    // by `carry`, `extendLine`, the batch and the Strings.
    bytes.withMemoryRebound(to: UInt8.self) { chunk in
      var start = skipByteOrderMark(chunk)
      if endedWithCarriageReturn, start < chunk.count {
        if chunk[start] == LineEnd.lineFeed { start &+= 1 }
        endedWithCarriageReturn = false
      }
      var position = StreamPosition()
      while start < chunk.count, event.hasFields || line.size > 0 {
        start = endCarriedLine(chunk, from: start, &position, into: &batch)
      }
      if start < chunk.count {
        start = readLines(chunk, from: start, &position, into: &batch)
        carry(start..<chunk.count, of: FieldSource(chunk))
      }
      settle(&position, in: &batch.events)
    }
    batch.lastEventID = lastEventID
  }

  /// Adds what the chunk has of the line that is carried over, and ends it if its end is there. Returns where the next line
  /// begins.
  private mutating func endCarriedLine(
    _ chunk: UnsafeBufferPointer<UInt8>, from start: Int, _ position: inout StreamPosition, into batch: inout EventBatch
  ) -> Int {
    let end = LineEnd.first(in: chunk, from: start)
    extendLine(by: UnsafeBufferPointer(rebasing: chunk[start..<end]))
    guard end < chunk.count else { return end }
    endCarriedLine(&position, into: &batch)
    return lineStart(after: end, in: chunk)
  }

  /// Reads the lines of a chunk from the beginning of an event on. Returns where the unfinished line begins; the fields of the
  /// unfinished event are where they are in the chunk.
  private mutating func readLines(
    _ chunk: UnsafeBufferPointer<UInt8>, from first: Int, _ position: inout StreamPosition, into batch: inout EventBatch
  ) -> Int {
    var source = FieldSource(chunk)
    var fields = EventFields()
    var start = first
    while start < chunk.count {
      let end = LineEnd.first(in: chunk, from: start)
      guard end < chunk.count else { break }
      _ = endLine(start..<end, of: &source, &fields, &position, into: &batch)
      start = lineStart(after: end, in: chunk)
    }
    event.fields = fields
    return start
  }

  /// Where the line begins that follows one that ends there.
  @inline(__always)
  private mutating func lineStart(after end: Int, in chunk: UnsafeBufferPointer<UInt8>) -> Int {
    let next = end &+ 1
    guard chunk[end] == LineEnd.carriageReturn else { return next }
    guard next < chunk.count else {
      endedWithCarriageReturn = true
      return next
    }
    return chunk[next] == LineEnd.lineFeed ? next &+ 1 : next
  }

  /// Drops one byte order mark at the very start of the stream and returns the offset where the stream goes on.
  private mutating func skipByteOrderMark(_ chunk: UnsafeBufferPointer<UInt8>) -> Int {
    guard isBOMPossible else { return 0 }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var offset = 0
    while offset < chunk.count, matchedBOMBytes < mark.count, chunk[offset] == mark[matchedBOMBytes] {
      offset += 1
      matchedBOMBytes += 1
    }
    if matchedBOMBytes == mark.count {
      isBOMPossible = false
    } else if offset < chunk.count {
      isBOMPossible = false
      // The beginning of a mark that came to nothing belongs to the first line.
      mark.prefix(matchedBOMBytes).withUnsafeBufferPointer { extendLine(by: $0) }
    }
    return offset
  }
}

extension Int {
  /// The sum, or the largest number when that is too small for it.
  func saturatingSum(_ other: Int) -> Int {
    let (sum, hasOverflown) = addingReportingOverflow(other)
    return hasOverflown ? .max : sum
  }
}
