import Testing

@testable import OrderProtocol

@Test(
  "ISO 8601 durations are read",
  arguments: [
    ("PT16M", .seconds(960)), ("PT16M30S", .seconds(990)), ("P1DT2H", .seconds(93_600)), ("PT0S", .zero),
    ("P2W", .seconds(1_209_600)), ("PT0.25S", .milliseconds(250)), ("PT1,5M", .seconds(90)),
    ("pt5s", .seconds(5)), ("PT36H", .seconds(129_600)), ("P1D", .seconds(86_400)),
    ("PT0.0000000000000000019S", Duration(secondsComponent: 0, attosecondsComponent: 1)),
    ("PT999999999999999S", .seconds(999_999_999_999_999)),
  ] as [(String, Duration)])
func readDuration(text: String, duration: Duration) {
  #expect(Duration(iso8601: text) == duration)
}

@Test(
  "what is no ISO 8601 duration of a fixed length is none",
  arguments: [
    "", "P", "PT", "P1", "PT5", "5S", "P1S", "PT1D", "P1Y", "P1M", "PT-5S", "-PT5S", "PT5S5M", "PT5M5M", "PT1.5M30S",
    "PT.5S", "PT5.S", "P1DT", "PT1HT1M", "PT 5S", "PT5S ", "PT1e3S", "PT9999999999999999S", "P99999999999999W",
    "P999999999999999D",
  ])
func noDuration(text: String) {
  #expect(Duration(iso8601: text) == nil)
}

@Test(
  "a length of time is written as the specification does",
  arguments: [
    (.zero, "PT0S"), (.seconds(960), "PT16M"), (.seconds(990), "PT16M30S"), (.milliseconds(250), "PT0.25S"),
    (.seconds(129_600), "PT36H"), (.seconds(3_605), "PT1H5S"), (.seconds(-5), "PT0S"),
  ] as [(Duration, String)])
func writeDuration(duration: Duration, text: String) {
  #expect(duration.iso8601 == text)
}

@Test("what was written is read again")
func durationRoundTrip() {
  var random = SeededRandom(seed: 3)
  for _ in 0..<1_000 {
    let duration = Duration(
      secondsComponent: .random(in: 0...1_000_000_000, using: &random),
      attosecondsComponent: .random(in: 0...999, using: &random) * 1_000_000_000_000_000)
    #expect(Duration(iso8601: duration.iso8601) == duration)
  }
}
