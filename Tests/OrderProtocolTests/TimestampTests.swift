import Testing

@testable import OrderProtocol

@Test(
  "RFC 3339 is read",
  arguments: [
    ("2024-07-15T14:29:00Z", 1_721_053_740_000), ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59.999Z", -1),
    ("2024-07-15t14:29:00z", 1_721_053_740_000), ("2024-07-15 14:29:00Z", 1_721_053_740_000),
    ("2024-07-15T16:29:00+02:00", 1_721_053_740_000), ("2024-07-15T08:59:00-05:30", 1_721_053_740_000),
    ("2024-07-15T14:29:00-00:00", 1_721_053_740_000), ("2024-07-15T14:29:00.5Z", 1_721_053_740_500),
    ("2024-07-15T14:29:00.1234567890123456789Z", 1_721_053_740_123),
    ("2024-07-15T14:29:00.9999999Z", 1_721_053_740_999), ("2000-02-29T00:00:00Z", 951_782_400_000),
    ("0000-01-01T00:00:00Z", -62_167_219_200_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ("2016-12-31T23:59:60Z", 1_483_228_799_999), ("2016-12-31T23:59:60.5Z", 1_483_228_799_999),
    ("2017-01-01T00:59:60+01:00", 1_483_228_799_999),
  ])
func readTimestamp(text: String, milliseconds: Int64) {
  #expect(Timestamp(text) == Timestamp(milliseconds: milliseconds))
}

@Test(
  "what is no RFC 3339 date and time is none",
  arguments: [
    "", "yesterday", "2024-07-15", "2024-07-15T14:29Z", "2024-07-15T14:29:00", "2024-07-15T14:29:00.Z",
    "2024-07-15T24:00:00Z", "2024-07-15T14:60:00Z", "2024-07-15T14:29:61Z", "2024-07-15T14:29:60Z",
    "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2024-04-31T00:00:00Z",
    "2024-00-01T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-00T00:00:00Z", "2024-7-15T14:29:00Z",
    "2024-07-15T14:29:00+2:00", "2024-07-15T14:29:00+24:00", "2024-07-15T14:29:00+02:60", "2024-07-15T14:29:00+0200",
    "2024-07-15T14:29:00ZZ", " 2024-07-15T14:29:00Z", "２024-07-15T14:29:00Z", "-001-07-15T14:29:00Z",
    "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "2024-07-15T14:29:00Z\u{0}", "12024-07-15T14:29:00Z",
  ])
func noTimestamp(text: String) {
  #expect(Timestamp(text) == nil)
}

@Test(
  "timestamps are written in UTC, with milliseconds only where there are any",
  arguments: [
    (0, "1970-01-01T00:00:00Z"), (1_721_053_740_000, "2024-07-15T14:29:00Z"),
    (1_721_053_740_007, "2024-07-15T14:29:00.007Z"), (-1, "1969-12-31T23:59:59.999Z"),
    (-62_167_219_200_000, "0000-01-01T00:00:00Z"), (253_402_300_800_000, "+010000-01-01T00:00:00Z"),
    (-62_167_219_200_001, "-000001-12-31T23:59:59.999Z"), (.max, "+292278994-08-17T07:12:55.807Z"),
    (.min, "-292275055-05-16T16:47:04.192Z"),
  ] as [(Int64, String)])
func writtenTimestamp(milliseconds: Int64, text: String) {
  #expect(Timestamp(milliseconds: milliseconds).iso8601 == text)
}

@Test("whether a timestamp is written as usual is known without writing it")
func canonicalTimestamp() {
  var random = SeededRandom(seed: 1)
  var canonical = 0
  for _ in 0..<3000 {
    let separator = ["T", "T", "T", "t", " "].randomElement(using: &random) ?? "T"
    let second = ["00", "59", "60"].randomElement(using: &random) ?? "00"
    let fraction = ["", "", ".000", ".007", ".120", ".5", ".1234"].randomElement(using: &random) ?? ""
    let offset = ["Z", "Z", "z", "+00:00", "-02:00"].randomElement(using: &random) ?? "Z"
    let text = "2016-12-31\(separator)23:59:\(second)\(fraction)\(offset)"
    guard let timestamp = Timestamp(text) else { continue }
    #expect(text.utf8Bytes { $0.isCanonicalTimestamp } == (timestamp.iso8601 == text), "\(text)")
    canonical += text.utf8Bytes { $0.isCanonicalTimestamp } ? 1 : 0
  }
  #expect((100..<1500).contains(canonical))
}

@Test("the time of day is a clock's")
func timeOfDay() {
  #expect(Timestamp(milliseconds: 1_721_053_740_007).timeOfDay.description == "14:29:00")
  #expect(Timestamp(milliseconds: -1).timeOfDay == .init(hour: 23, minute: 59, second: 59, millisecond: 999))
  #expect(Timestamp(milliseconds: .min).timeOfDay.description == "16:47:04")
}

@Test("each day of four centuries is one after the day before")
func calendar() throws {
  var days: Int64 = -98615
  for year in Int64(1_700)...2_100 {
    for month in Int64(1)...12 {
      for day in Int64(1)...31 {
        guard let date = CivilDate(year: year, month: month, day: day) else { continue }
        try #require(date.daysSince1970 == days)
        try #require(CivilDate(daysSince1970: days) == date)
        days += 1
      }
    }
  }
  #expect(days == 47847)
}

@Test("what was written is read again")
func timestampRoundTrip() {
  var random = SeededRandom(seed: 2)
  for _ in 0..<2_000 {
    let bounds = Timestamp.earliest.milliseconds...Timestamp.latest.milliseconds
    let timestamp = Timestamp(milliseconds: Int64.random(in: bounds, using: &random))
    #expect(Timestamp(timestamp.iso8601) == timestamp)
  }
}

extension String {
  fileprivate func utf8Bytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    var text = self
    return text.withUTF8(body)
  }
}
