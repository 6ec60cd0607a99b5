/// An event over the limit, read to its end for the sake of its id without being kept.
struct LeftOutEvent: Sendable {
  /// No id holds a line end, so this one tells that none came.
  private static let noID = "\n"

  private var parser: EventStreamParser
  private var batch = EventBatch()

  /// - Parameter beginning: the event up to where it is over the limit.
  init(_ beginning: [UInt8], eventLimit: Int) {
    parser = EventStreamParser(lastEventID: Self.noID, eventLimit: eventLimit)
    // After a blank line nothing is taken for a byte order mark.
    parser.consume([LineEnd.lineFeed], into: &batch)
    parser.consume(beginning, into: &batch)
  }

  /// Whether its blank line has come.
  var isComplete: Bool { !batch.oversized.isEmpty }

  mutating func consume(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { parser.consume($0, into: &batch) }
  }

  /// What stands in its place: a comment, its reconnection time, and its id if it came to its end.
  func lines(limit: Int) -> [UInt8] {
    var text = ": an event of more than \(limit) bytes was left out\n"
    if let time = batch.reconnectionTime {
      let (seconds, attoseconds) = time.components
      text += "retry: \(seconds * 1000 + attoseconds / 1_000_000_000_000_000)\n"
    }
    if isComplete, parser.lastEventID != Self.noID { text += "id: \(parser.lastEventID)\n\n" }
    return Array(text.utf8)
  }
}
