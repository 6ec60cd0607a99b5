import EventStream
import Testing

/// What a stream gave to a client: every event with its time, and the position and the reconnection time at the end.
private struct Outcome: Equatable {
  struct Dispatch: Equatable {
    var event: ServerSentEvent
    var time: Duration
  }

  var events: [Dispatch] = []
  var lastEventID = ""
  var reconnectionTime: Duration?
  private var parser: EventStreamParser
  private let eventLimit: Int

  init(eventLimit: Int) {
    self.eventLimit = eventLimit
    parser = EventStreamParser(eventLimit: eventLimit)
  }

  mutating func receive(_ bytes: [UInt8], at time: Duration) {
    var batch = EventBatch()
    parser.consume(bytes, into: &batch)
    events += batch.events.map { Dispatch(event: $0, time: time) }
    lastEventID = batch.lastEventID
    reconnectionTime = batch.reconnectionTime ?? reconnectionTime
  }

  /// A new connection, which starts from the position.
  mutating func reconnect() { parser = EventStreamParser(lastEventID: lastEventID, eventLimit: eventLimit) }

  static func == (left: Outcome, right: Outcome) -> Bool {
    left.events == right.events && left.reconnectionTime == right.reconnectionTime
      && left.lastEventID.utf8.elementsEqual(right.lastEventID.utf8)
  }

  /// What playing the recording gives.
  init(playing recording: Recording) {
    self.init(eventLimit: .max)
    for segment in recording.segments {
      receive(segment.bytes, at: segment.offset)
      if segment.end != nil { reconnect() }
    }
  }
}

@Suite("Recordings, by property")
struct RecordingPropertyTests {
  private static let words: [[UInt8]] =
    [
      "data", "event", "id", "retry", ":", ": ", " ", "\n", "\n", "\n", "\n\n", "\n\n", "\r", "\r", "\r\n", "12", "x",
      "\0", "é€😀", "\u{FEFF}", "id: 7\n", "data: y\n\n", "event: z\n", ": +5\n", ": closed\n", "\n: lost x\n",
      "\n: ordertop recording 2\n", ": started", "+3\n", "\n: +x",
    ]
    .map { Array($0.utf8) } + [[0xC3], [0xEF], [0xBB], [0xBF], [0xFF]]

  /// Records random chunks over several connections; returns what a client got, and the recording.
  private static func session(
    _ random: inout SplitMix, eventLimit: Int = 16 * 1024 * 1024
  ) -> (live: Outcome, recording: [UInt8]) {
    var live = Outcome(eventLimit: eventLimit)
    var writer = RecordingWriter(startedAt: "now", eventLimit: eventLimit)
    var recording: [UInt8] = []
    var time = Duration.zero
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        time += .milliseconds(Int.random(in: 0...1500, using: &random))
        var chunk: [UInt8] = []
        for _ in 0..<Int.random(in: 1...12, using: &random) { chunk += words.randomElement(using: &random) ?? [] }
        let cut = Bool.random(using: &random) ? Int.random(in: 0...chunk.count, using: &random) : 0
        for piece in [chunk[..<cut], chunk[cut...]] {
          live.receive(Array(piece), at: time)
          recording += writer.receive(Array(piece), at: time)
        }
      }
      time += .milliseconds(Int.random(in: 0...1500, using: &random))
      live.reconnect()
      recording += writer.end(Bool.random(using: &random) ? .closed : .lost(reason: "x"), at: time)
    }
    return (live, recording)
  }

  /// The recording; `nil` for one without any field, which is none.
  private static func read(_ bytes: [UInt8]) throws(RecordingError) -> Recording? {
    do throws(RecordingError) {
      return try Recording(bytes)
    } catch  where error.line == nil {
      return nil
    }
  }

  @Test("playing gives the events that a client got, at their times, whatever was cut where")
  func playing() throws {
    var random = SplitMix(seed: 1)
    var eventCount = 0
    for round in 0..<1500 {
      let (live, bytes) = Self.session(&random)
      let played = try Self.read(bytes).map(Outcome.init) ?? Outcome(eventLimit: .max)
      eventCount += live.events.count
      guard played == live else {
        Issue.record(
          "\(round): \(String(decoding: bytes, as: UTF8.self).debugDescription) gives \(played), not \(live)")
        return
      }
    }
    #expect(eventCount > 1000)
  }

  @Test("a reader that knows nothing of recordings gets the same events")
  func otherReaders() throws {
    var random = SplitMix(seed: 2)
    for round in 0..<1500 {
      let (live, bytes) = Self.session(&random)
      let read = parse(bytes)
      guard Array(read.events) == live.events.map(\.event), read.lastEventID == live.lastEventID else {
        Issue.record("\(round): \(String(decoding: bytes, as: UTF8.self).debugDescription) gives \(read), not \(live)")
        return
      }
    }
  }

  @Test("events over the limit are left out by the client and the recording alike; their ids count")
  func oversized() throws {
    var random = SplitMix(seed: 3)
    for round in 0..<1500 {
      let (live, bytes) = Self.session(&random, eventLimit: Int.random(in: 1...40, using: &random))
      let played = try Self.read(bytes).map(Outcome.init) ?? Outcome(eventLimit: .max)
      guard played == live else {
        Issue.record(
          "\(round): \(String(decoding: bytes, as: UTF8.self).debugDescription) gives \(played), not \(live)")
        return
      }
    }
  }

  @Test("a recording that ends anywhere can be played up to the last whole event")
  func crashes() throws {
    var random = SplitMix(seed: 4)
    for _ in 0..<30 {
      let (live, bytes) = Self.session(&random)
      for end in 1..<max(1, bytes.count) {
        guard let played = try Self.read(Array(bytes[..<end])).map(Outcome.init) else { continue }
        #expect(played.events.map(\.event).elementsEqual(live.events.map(\.event).prefix(played.events.count)))
      }
    }
  }
}
