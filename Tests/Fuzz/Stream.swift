import EventStream

extension FuzzTarget {
  /// Cut anywhere, a connection means the same; and nothing is kept that is over the limit.
  func checkStream(_ input: [UInt8]) {
    let limit = 64
    guard let first = input.first else { return }
    let bytes = Array(input.dropFirst())
    var whole = EventStreamParser(eventLimit: limit)
    var expected = EventBatch()
    whole.consume(bytes, into: &expected)
    var parser = EventStreamParser(eventLimit: limit)
    var seen = EventBatch()
    var position = 0
    var size = Int(first) % 13 + 1
    while position < bytes.count {
      let end = min(bytes.count, position + size)
      parser.consume(Array(bytes[position..<end]), into: &seen)
      // A comment or an event, whose fields are stored before they count, and what a line needs to be told apart.
      require(parser.bufferedByteCount <= 2 * limit + 64, "\(parser.bufferedByteCount) bytes kept")
      position = end
      size = size * 7 % 17 + 1
    }
    require(seen.events == expected.events, "the events depend on the cuts")
    require(seen.oversized == expected.oversized, "what was left out depends on the cuts")
    require(parser.lastEventID == whole.lastEventID, "the position depends on the cuts")
    for event in seen.events {
      var encoder = EventStreamEncoder()
      var encoded: [UInt8] = []
      // An id or a type that holds a line end cannot be, however it was sent.
      do { try encoder.encode(event, into: &encoded) } catch { fatalError("\(error)") }
      var again = EventStreamParser()
      var batch = EventBatch()
      again.consume(encoded, into: &batch)
      require(batch.events == [event], "encoded and parsed, an event is another")
    }
  }
}
