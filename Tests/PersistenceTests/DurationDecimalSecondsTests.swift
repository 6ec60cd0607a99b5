import Testing

@testable import Persistence

@Suite struct DurationDecimalSecondsTests {
  @Test(
    "a duration is written with all its digits, and read back as it was",
    arguments: [
      (Duration.zero, "0"), (.seconds(60), "60"), (.milliseconds(-250), "-0.25"), (.seconds(-3), "-3"),
      (Duration(secondsComponent: 0, attosecondsComponent: 1), "0.000000000000000001"),
      (Duration(secondsComponent: -1, attosecondsComponent: -1), "-1.000000000000000001"),
      (Duration(secondsComponent: .max, attosecondsComponent: 0), "9223372036854775807"),
      (Duration(secondsComponent: .min, attosecondsComponent: 0), "-9223372036854775808"),
    ])
  func roundTrip(duration: Duration, text: String) {
    #expect(duration.decimalSeconds == text)
    #expect(Duration(decimalSeconds: text) == duration)
  }

  @Test(
    "anything else is refused",
    arguments: [
      "", "-", ".", "1.", ".5", "+1", "1e3", "1.0000000000000000001", "9223372036854775808", "1.2.3", "--1", "٣",
    ])
  func refusals(text: String) {
    #expect(Duration(decimalSeconds: text) == nil)
  }
}
