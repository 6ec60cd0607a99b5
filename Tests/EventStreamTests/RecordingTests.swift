import EventStream
import Testing

private func recording(_ text: String) throws(RecordingError) -> Recording {
  try Recording(Array(text.utf8))
}

private func segment(_ offset: Duration, _ text: String, _ end: Recording.ConnectionEnd? = nil) -> Recording.Segment {
  Recording.Segment(offset: offset, bytes: Array(text.utf8), end: end)
}

private func error(_ text: String) -> RecordingError? {
  do {
    _ = try recording(text)
    return nil
  } catch {
    return error
  }
}

@Suite("Recording")
struct RecordingTests {
  @Test("marks give times and ends of connections, and are no part of the bytes")
  func marks() throws {
    let text = """
      : ordertop recording 1
      : started 2024-07-15T14:29:00Z
      : +0.25
      id: 1
      data: a

      : +15
      data: b
      : a comment of the server
      : +0.000001
      data: c

      : lost connection reset by peer
      : +2
      data: d

      : closed

      """
    let played = try recording(text)
    #expect(played.startedAt == "2024-07-15T14:29:00Z")
    #expect(
      played.segments == [
        segment(.milliseconds(250), "id: 1\ndata: a\n\n"),
        segment(.milliseconds(15_250), "data: b\n: a comment of the server\n"),
        segment(
          .milliseconds(15_250) + .microseconds(1), "data: c\n\n", .lost(reason: "connection reset by peer")),
        segment(.milliseconds(17_250) + .microseconds(1), "data: d\n\n", .closed),
      ])
    #expect(played.duration == .milliseconds(17_250) + .microseconds(1))
  }

  @Test("what comes before the first time comes at the start")
  func noFirstTime() throws {
    let played = try recording(": ordertop recording 1\ndata: a\n\ndata: b\n\n: +1\ndata: c\n\n")
    #expect(played.segments == [segment(.zero, "data: a\n\ndata: b\n\n"), segment(.seconds(1), "data: c\n\n")])
    #expect(played.startedAt == nil)
  }

  @Test("the end of a connection may have a time of its own, and reasons may be missing")
  func endWithoutBytes() throws {
    let played = try recording(": +0\ndata: a\n\n: +60\n: lost\n: closed\n")
    #expect(
      played.segments == [
        segment(.zero, "data: a\n\n"), segment(.seconds(60), "", .lost(reason: "connection lost")),
        segment(.seconds(60), "", .closed),
      ])
  }

  @Test(
    "a capture without marks plays one event per half second, whatever its line ends", arguments: ["\n", "\r\n", "\r"])
  func plainCapture(lineEnd: String) throws {
    func ends(_ text: String) -> String {
      text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
    }
    let pieces = [
      "\u{FEFF}data: a\n\n", "\n: hello\n\nid: 2\ndata: b\n\n", "event: c\ndata: c\n\n", "data: unfinished",
    ].map(ends)
    let played = try recording(pieces.joined())
    #expect(
      played.segments == pieces.enumerated().map { segment(.milliseconds($0.offset * 500), $0.element) })
    #expect(played.startedAt == nil)
  }

  @Test("a capture without times keeps the ends of connections")
  func endsWithoutTimes() throws {
    let played = try recording("data: a\n\n: closed\ndata: b\n\ndata: c\n\n: lost x\n")
    #expect(
      played.segments == [
        segment(.zero, "data: a\n\n", .closed), segment(.milliseconds(500), "data: b\n\n"),
        segment(.seconds(1), "data: c\n\n", .lost(reason: "x")),
      ])
  }

  @Test("an event that a connection did not finish ends with it")
  func unfinishedEvent() throws {
    let played = try recording("data: a\n: closed\n\ndata: b\n\n")
    #expect(played.segments == [segment(.zero, "data: a\n", .closed), segment(.milliseconds(500), "\ndata: b\n\n")])
  }

  @Test("comments that only resemble marks belong to the stream")
  func otherComments() throws {
    let text = "data: a\n:+1\n:  +1\n: closed now\n: lostandfound\n: startedx\n:closed\n\n"
    let played = try recording(text)
    #expect(played.segments == [segment(.zero, text)])
  }

  @Test("a bare LF that a mark separates from its CR stays")
  func lineEndAroundMark() throws {
    let played = try recording(": +0\r\ndata: a\r\r: +1\r\n\ndata: b\n\n")
    #expect(played.segments == [segment(.zero, "data: a\r\r"), segment(.seconds(1), "\ndata: b\n\n")])
  }

  @Test(
    "times that make no sense are refused with their line",
    arguments: [
      "", " 1", "abc", "1e5", "1.", ".5", "1.2.3", "0x10", "inf", "nan", "1 s", "1,5", "+1", "--1", "٣",
    ])
  func badNumbers(number: String) {
    let found = error(": ordertop recording 1\ndata: a\n\n: +\(number)\n")
    #expect(found?.line == 4)
    #expect(found?.description.hasPrefix("line 4: ") == true)
  }

  @Test("negative times and absurd ones are refused, alone and in sum")
  func absurdTimes() {
    #expect(error(": +-1\ndata: a\n\n") == RecordingError(line: 1, reason: "time cannot go backwards"))
    for number in ["1000000000.1", "1000000001", "99999999999999999999999999999999999999999"] {
      #expect(error("data: a\n\n: +\(number)\n")?.line == 3)
    }
    #expect(error("data: a\n\n: +1000000000\n") == nil)
    #expect(error("data: a\n\n: +999999999\n: +0.5\n: +2\n")?.line == 5)
  }

  @Test("fractions of any length are read, down to the attosecond")
  func longFractions() throws {
    let played = try recording(": +0.1234567890123456789999\ndata: a\n\n")
    #expect(played.duration == Duration(secondsComponent: 0, attosecondsComponent: 123_456_789_012_345_678))
  }

  @Test("another version, a broken head and a head in the middle are refused")
  func heads() {
    #expect(error(": ordertop recording 2\ndata: a\n\n")?.line == 1)
    #expect(error(": ordertop recording\ndata: a\n\n")?.line == 1)
    #expect(error(": ordertop recording one\ndata: a\n\n")?.line == 1)
    #expect(error("data: a\n\n: ordertop recording 1\n")?.line == 3)
  }

  @Test("an empty file and files that are no event stream are refused as a whole")
  func noEventStream() {
    #expect(error("") == RecordingError(reason: "the file is empty"))
    let texts = [
      "\n", "\n\n", ": hello\n\n", ": ordertop recording 1\n: +1\n", #"{"id": 1}"#, "<html>\n</html>\n", "Data: x\n",
    ]
    for text in texts {
      #expect(error(text) == RecordingError(reason: "this is no recording of an event stream"), "\(text)")
    }
  }

  @Test("binary garbage is an error or a recording, never a trap")
  func garbage() {
    var random = SplitMix(seed: 99)
    let words = [
      ": ordertop recording", ": started", ": +", ": closed", ": lost", " ", "1", ".", "\n", "\r", "data", "\0",
    ].map { Array($0.utf8) }
    for round in 0..<2000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<40, using: &random) {
        bytes +=
          round.isMultiple(of: 2) ? words.randomElement(using: &random) ?? [] : [.random(in: 0...255, using: &random)]
      }
      guard let played = try? Recording(bytes) else { continue }
      #expect(!played.segments.isEmpty)
      #expect(zip(played.segments, played.segments.dropFirst()).allSatisfy { $0.offset <= $1.offset })
    }
  }

  @Test("a sample of the specification is a capture of all its events")
  func sample() throws {
    let bytes = try fixture("processing-different-event-types")
    let played = try Recording(bytes)
    #expect(played.segments.count == 7)
    #expect(played.segments.flatMap(\.bytes) == bytes)
  }
}
