extension RecordingWriter {
  /// As much as is kept of one comment, and of all comments within one event.
  private static let commentLimit = 64 * 1024
  /// Within an event, times are kept to the second: marks must not outweigh it. Where it begins and ends, to the
  /// millisecond.
  private static let stepWithinEvent: Int64 = 1000
  private static let colon = UInt8(ascii: ":")

  /// Takes the bytes of a chunk line by line.
  mutating func take(_ bytes: [UInt8], at now: Int64, to output: inout [UInt8]) {
    var start = skipByteOrderMark(bytes, at: now, to: &output)
    if hasEndedWithCarriageReturn, start < bytes.count {
      hasEndedWithCarriageReturn = false
      if bytes[start] == LineEnd.lineFeed {
        // Before any mark: CR and LF are one line end.
        start += 1
        addLineFeed(to: &output)
      }
    }
    while start < bytes.count {
      let end = bytes.withUnsafeBufferPointer { LineEnd.first(in: $0, from: start) }
      if line.isEmpty { lineTime = now }
      extendLine(by: bytes[start..<end])
      guard end < bytes.count else { break }
      start = end + 1
      if bytes[end] == LineEnd.carriageReturn {
        hasEndedWithCarriageReturn = start == bytes.count
        if !hasEndedWithCarriageReturn, bytes[start] == LineEnd.lineFeed { start += 1 }
      }
      endLine(bytes[end..<start], to: &output)
    }
  }

  /// Keeps the unfinished event as comments that no reader takes for a beginning, apart from its `retry` lines, which
  /// have had their effect.
  mutating func abandonEvent() {
    line = (byteOrderMark ?? []) + line
    if let leftOut { return abandon(leftOut) }
    var kept: [UInt8] = []
    var start = 0
    while start < block.count {
      let (end, next) = RecordingReader.lineEnd(in: block, from: start)
      kept += Self.comment(on: block[start..<end]) + block[end..<next]
      start = next
    }
    block = kept
    guard !line.isEmpty else { return }
    mark(lineTime)
    // A `retry` line without its end had no effect yet.
    let comment = line.first == Self.colon ? Self.harmless(line) : Self.unfinished(line[...])
    block += comment + [LineEnd.lineFeed]
    line.removeAllKeepingLittle()
  }

  private mutating func abandon(_ event: LeftOutEvent) {
    block = event.lines(limit: eventLimit)
    leftOut = nil
    line.removeAllKeepingLittle()
  }

  /// A line of an unfinished event as it stays.
  private static func comment(on line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isRetry = line.withUnsafeBufferPointer { Field(line: $0)?.name == .retry }
    return line.first == colon || isRetry ? line : unfinished(line)[...]
  }

  private static func unfinished(_ line: ArraySlice<UInt8>) -> [UInt8] { Array(": unfinished: ".utf8) + line }

  /// A comment of the server, with a second colon if it would read as a mark.
  private static func harmless(_ comment: [UInt8]) -> [UInt8] {
    // A mark with a mistake would make the recording unreadable.
    do { if try RecordingMark(line: comment[...], number: 1) == nil { return comment } } catch {}
    return [colon] + comment
  }

  private mutating func skipByteOrderMark(_ bytes: [UInt8], at now: Int64, to output: inout [UInt8]) -> Int {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var start = 0
    while let seen = byteOrderMark, start < bytes.count {
      lineTime = now
      if bytes[start] == mark[seen.count] {
        start += 1
        byteOrderMark = seen + [bytes[start - 1]]
        guard seen.count + 1 == mark.count else { continue }
        self.mark(now)
        block += ": byte order mark\n".utf8
        commit(to: &output)
      } else {
        line = seen
      }
      byteOrderMark = nil
    }
    return start
  }

  /// Adds the second half of a line end to the line that it ends.
  private mutating func addLineFeed(to output: inout [UInt8]) {
    guard leftOut == nil else {
      leftOut?.consume([LineEnd.lineFeed])
      return
    }
    let isWithinEvent = !block.isEmpty
    block.append(LineEnd.lineFeed)
    if !isWithinEvent { commit(to: &output) }
  }

  private mutating func extendLine(by piece: ArraySlice<UInt8>) {
    if leftOut != nil {
      leftOut?.consume(piece)
    } else if (line.first ?? piece.first) == Self.colon {
      line += piece.prefix(max(0, Self.commentLimit - line.count))
    } else {
      line += piece
      guard eventSize + line.count > eventLimit else { return }
      leftOut = LeftOutEvent(block + line, eventLimit: eventLimit)
      line.removeAllKeepingLittle()
      clearBlock()
    }
  }

  private mutating func endLine(_ ending: ArraySlice<UInt8>, to output: inout [UInt8]) {
    if leftOut != nil {
      leftOut?.consume(ending)
      guard let event = leftOut, event.isComplete else { return }
      mark(lineTime)
      block += event.lines(limit: eventLimit)
      leftOut = nil
      return commit(to: &output)
    }
    let isWithinEvent = !block.isEmpty
    if line.isEmpty {
      mark(lineTime)
      block += ending
      commit(to: &output)
      if isWithinEvent, !isFull { eventCount += 1 }
    } else if line.first != Self.colon {
      mark(lineTime, step: isWithinEvent ? Self.stepWithinEvent : 1)
      block += line + ending
      eventSize += line.count
    } else if !isWithinEvent {
      mark(lineTime)
      block += Self.harmless(line) + ending
      commit(to: &output)
    } else if commentSize + line.count <= Self.commentLimit {
      mark(lineTime, step: Self.stepWithinEvent)
      block += Self.harmless(line) + ending
      commentSize += line.count
    }
    line.removeAllKeepingLittle()
  }
}
