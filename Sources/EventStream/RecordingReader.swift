/// Takes the bytes of a recording apart, line by line.
struct RecordingReader {
  /// The time from one event to the next in a capture without times.
  private static let pace = Duration.milliseconds(500)

  private(set) var segments: [Recording.Segment] = []
  private(set) var startedAt: String?
  private var pending: [UInt8] = []
  private var offset = Duration.zero
  private var hasTimes = false
  private var hasFields = false
  /// Where events end in the pending bytes, and in those of each segment.
  private var pendingEventEnds: [Int] = []
  private var eventEnds: [[Int]] = []
  private var isWithinEvent = false

  mutating func read(_ bytes: [UInt8]) throws(RecordingError) {
    guard !bytes.isEmpty else { throw RecordingError(reason: "the file is empty") }
    var start = 0
    var number = 0
    while start < bytes.count {
      let (end, next) = Self.lineEnd(in: bytes, from: start)
      number += 1
      let line = bytes[start..<end]
      // The last line may have been cut.
      let mark =
        next > end ? try RecordingMark(line: line, number: number) : try? RecordingMark(line: line, number: number)
      if let mark {
        try apply(mark, line: number)
      } else {
        pending += bytes[start..<next]
        note(line)
      }
      start = next
    }
    if !pending.isEmpty { endSegment() }
    guard hasFields else { throw RecordingError(reason: "this is no recording of an event stream") }
    if !hasTimes { setPace() }
  }

  private mutating func apply(_ mark: RecordingMark, line: Int) throws(RecordingError) {
    switch mark {
    case .header:
      guard line == 1 else { throw RecordingError(line: line, reason: "the head of a recording in the middle of it") }
      hasTimes = true
    case .started(let time):
      startedAt = startedAt ?? time
    case .later(let time):
      hasTimes = true
      if !pending.isEmpty { endSegment() }
      offset += time
      guard offset <= RecordingMark.longest else {
        throw RecordingError(line: line, reason: "more than 1000000000 seconds altogether")
      }
    case .closed:
      endSegment(.closed)
    case .lost(let reason):
      endSegment(.lost(reason: reason))
    }
  }

  /// Looks whether a line of the stream is the beginning or the end of an event.
  private mutating func note(_ line: ArraySlice<UInt8>) {
    if line.isEmpty {
      if isWithinEvent { pendingEventEnds.append(pending.count) }
      isWithinEvent = false
    } else if !isWithinEvent, Self.isField(line) {
      isWithinEvent = true
      hasFields = true
    }
  }

  private mutating func endSegment(_ end: Recording.ConnectionEnd? = nil) {
    segments.append(Recording.Segment(offset: offset, bytes: pending, end: end))
    eventEnds.append(pendingEventEnds)
    pending = []
    pendingEventEnds = []
    if end != nil { isWithinEvent = false }
  }

  /// Gives each event of a capture without times its own.
  private mutating func setPace() {
    var paced: [Recording.Segment] = []
    var offset = Duration.zero
    for (segment, ends) in zip(segments, eventEnds) {
      var start = 0
      for end in ends where end < segment.bytes.count {
        paced.append(Recording.Segment(offset: offset, bytes: Array(segment.bytes[start..<end])))
        offset += Self.pace
        start = end
      }
      paced.append(Recording.Segment(offset: offset, bytes: Array(segment.bytes[start...]), end: segment.end))
      offset += Self.pace
    }
    segments = paced
  }

  /// Where the line from `start` on ends, and where the next one begins.
  static func lineEnd(in bytes: [UInt8], from start: Int) -> (end: Int, next: Int) {
    let end = bytes.withUnsafeBufferPointer { LineEnd.first(in: $0, from: start) }
    var next = min(end + 1, bytes.count)
    if next < bytes.count, bytes[end] == LineEnd.carriageReturn, bytes[next] == LineEnd.lineFeed { next += 1 }
    return (end, next)
  }

  /// Whether a line, a byte order mark before it aside, is a field that the standard knows.
  private static func isField(_ line: ArraySlice<UInt8>) -> Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let field = line.starts(with: mark) ? line.dropFirst(mark.count) : line
    return field.withUnsafeBufferPointer { !$0.isEmpty && Field(line: $0) != nil }
  }
}
