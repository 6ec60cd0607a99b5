import Testing

@testable import Dashboard

@Suite("Durations as text")
struct DurationTextTests {
  @Test(
    "an age is as long as it has to be",
    arguments: [
      (41, "0:41"), (761, "12:41"), (8_049, "2:14:09"), (86_399, "23:59:59"), (273_600, "3d 04h"), (0, "0:00"),
      (-9, "0:00"), (Int64.max, "106751991167300d 15h"),
    ] as [(Int64, String)])
  func age(seconds: Int64, text: String) { #expect(Duration.seconds(seconds).ageText == text) }

  @Test(
    "an age that is too long is shortened, never cut",
    arguments: [
      (8_049, 7, "2:14:09"), (8_049, 6, "2h14"), (8_049, 3, "2h"), (86_399, 7, "23h59"), (273_600, 6, "3d 04h"),
      (273_600, 5, "3d"), (31_622_400, 7, "366d"), (761, 3, "12m"),
    ] as [(Int64, Int, String)])
  func short(seconds: Int64, cells: Int, text: String) {
    #expect(Duration.seconds(seconds).ageText(atMost: cells) == text)
  }

  @Test(
    "a clock always has hours",
    arguments: [(252, "0:04:12"), (359_999, "99:59:59"), (360_000, "4d 04h")] as [(Int64, String)])
  func clock(seconds: Int64, text: String) { #expect(Duration.seconds(seconds).clockText == text) }

  @Test(
    "a countdown is rounded up, so that it ends at 0",
    arguments: [
      (6_400, "7 s", "7s"), (7_000, "7 s", "7s"), (1, "1 s", "1s"), (0, "0 s", "0s"), (-500, "0 s", "0s"),
      (99_500, "1:40", "1:40"),
    ])
  func countdown(milliseconds: Int, text: String, short: String) {
    #expect(Duration.milliseconds(milliseconds).countdownText == text)
    #expect(Duration.milliseconds(milliseconds).shortCountdownText == short)
  }

  @Test(
    "a delay has the unit that suits it",
    arguments: [
      (80, "80 ms"), (-80, "-80 ms"), (1_430, "1.4 s"), (-2_000, "-2.0 s"), (7_200_000, "2:00:00"), (0, "0 ms"),
    ])
  func delay(milliseconds: Int, text: String) { #expect(Duration.milliseconds(milliseconds).delayText == text) }

  @Test("a distance from a limit has its sign")
  func overdue() {
    #expect(Duration.seconds(4_325).overdueText(atMost: 8) == "+1:12:05")
    #expect(Duration.seconds(4_325).overdueText(atMost: 7) == "+1h12")
    #expect(Duration.seconds(-86_399).overdueText(atMost: 7) == "-23h59")
    #expect(Duration.seconds(161).overdueText == "+2:41")
    #expect(Duration.seconds(-259).overdueText == "-4:19")
    #expect(Duration.zero.overdueText == "+0:00")
  }

  @Test(
    "a rate has a digit after the point below ten",
    arguments: [
      (4.2, "4.2"), (0, "0.0"), (9.96, "10"), (137.4, "137"), (.nan, "0.0"), (-1, "0.0"), (1e300, "1000000000000"),
    ] as [(Double, String)])
  func rate(value: Double, text: String) { #expect(value.rateText == text) }
}
