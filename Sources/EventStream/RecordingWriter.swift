/// Turns what comes over the connections of a stream into a ``Recording``.
///
/// The bytes are kept as they came, with exceptions that have no meaning in an event stream: a comment of the server that
/// would read as a mark gets a second colon, a byte order mark becomes a comment, and of a comment over 64 KiB only the
/// beginning is kept. What a connection leaves unfinished is kept as comments, so that no reader glues it to the next
/// one; only its `retry` lines count, as they did. An event over the limit is left out except for its id. So
/// ``RecordedTransport`` delivers the events that a client got, at the same times, and so does every reader of event
/// streams that knows nothing of marks.
///
/// Bytes are handed out once an event or a comment is complete: what has been written down is whole at any time.
///
///     var writer = RecordingWriter(startedAt: "2024-07-15T14:29:00Z")
///     file += writer.receive(chunk, at: .zero)
///     file += writer.end(.closed, at: .seconds(12))
public struct RecordingWriter: Sendable {
  /// Events that were handed out.
  public internal(set) var eventCount = 0
  /// Bytes that were handed out.
  public private(set) var size = 0
  /// Whether the size limit was reached: nothing is handed out any more.
  public private(set) var isFull = false

  let eventLimit: Int
  private let sizeLimit: Int
  private let head: [UInt8]

  /// The complete lines of an unfinished event, and the marks between them; empty between events.
  var block: [UInt8] = []
  /// The fields of the unfinished event in bytes, without line ends.
  var eventSize = 0
  /// The comments within the unfinished event in bytes.
  var commentSize = 0
  /// The unfinished event, once it is over the limit.
  var leftOut: LeftOutEvent?
  /// The line whose end has not come yet, and when its first byte came.
  var line: [UInt8] = []
  var lineTime: Int64 = 0
  /// The milliseconds that the marks have told so far, and those of them that were handed out.
  var markedTime: Int64 = 0
  private var committedTime: Int64 = 0
  var hasEndedWithCarriageReturn = false
  /// As much of a byte order mark as the connection has begun with; `nil` once it went on.
  var byteOrderMark: [UInt8]? = []

  /// - Parameters:
  ///   - startedAt: the time of the first bytes, RFC 3339 as a rule.
  ///   - sizeLimit: bytes that the recording may have. The first event that would exceed it is left out, with all that
  ///     follows.
  ///   - eventLimit: the largest event, as for ``EventStreamParser``.
  public init(startedAt: String, sizeLimit: Int = .max, eventLimit: Int = 16 * 1024 * 1024) {
    self.sizeLimit = sizeLimit
    self.eventLimit = eventLimit
    head = Array(": ordertop recording 1\n: started \(Self.singleLine(startedAt))\n".utf8)
  }

  /// Takes the next bytes of the connection.
  ///
  /// - Parameters:
  ///   - bytes: cut anywhere.
  ///   - time: since the start of the recording; not less than at the call before.
  /// - Returns: the bytes to add to the recording.
  public mutating func receive(_ bytes: [UInt8], at time: Duration) -> [UInt8] {
    var output: [UInt8] = []
    take(bytes, at: Self.milliseconds(time), to: &output)
    return output
  }

  /// Takes the end of the connection. Bytes that follow came over the next one.
  ///
  /// - Returns: the bytes to add to the recording; none if nothing was ever received.
  public mutating func end(_ end: Recording.ConnectionEnd, at time: Duration) -> [UInt8] {
    var output: [UInt8] = []
    abandonEvent()
    hasEndedWithCarriageReturn = false
    byteOrderMark = []
    guard size > 0 || !block.isEmpty else { return [] }
    mark(Self.milliseconds(time))
    switch end {
    case .closed: block += ": closed\n".utf8
    case .lost(let reason): block += ": lost \(Self.singleLine(reason))\n".utf8
    }
    commit(to: &output)
    return output
  }

  /// Adds a mark to the block if the time has moved on by so many milliseconds.
  mutating func mark(_ time: Int64, step: Int64 = 1) {
    let passed = time - markedTime
    guard passed >= step else { return }
    let milliseconds = String(1000 + passed % 1000).dropFirst()
    block += ": +\(passed / 1000)\(passed % 1000 == 0 ? "" : ".\(milliseconds)")\n".utf8
    markedTime = time
  }

  /// Hands the block out, if there is room for it.
  mutating func commit(to output: inout [UInt8]) {
    let bytes = size == 0 ? head + block : block
    if !isFull, bytes.count <= sizeLimit - size {
      output += bytes
      size += bytes.count
      committedTime = markedTime
    } else {
      isFull = true
    }
    clearBlock()
  }

  /// Forgets the block, and the marks in it.
  mutating func clearBlock() {
    block.removeAllKeepingLittle()
    eventSize = 0
    commentSize = 0
    markedTime = committedTime
  }

  private static func milliseconds(_ time: Duration) -> Int64 {
    let (seconds, attoseconds) = min(max(time, .zero), RecordingMark.longest).components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }

  /// At most 500 bytes of a text, without control characters.
  private static func singleLine(_ text: String) -> String {
    String(decoding: text.utf8.prefix(500).map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }
}
