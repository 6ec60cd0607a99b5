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
    "a time in the list has seconds only below a minute",
    arguments: [
      (0, "0s"), (-9, "0s"), (1, "1s"), (59, "59s"), (60, "1m"), (119, "1m"), (3_599, "59m"), (3_600, "1h00m"),
      (3_900, "1h05m"), (86_399, "23h59m"), (86_400, "1d 00h"), (86_400 + 3_599, "1d 00h"), (273_600, "3d 04h"),
      (31_622_400, "366d 00h"), (Int64.max, "106751991167300d 15h"),
    ] as [(Int64, String)])
  func calm(seconds: Int64, text: String) {
    #expect(Duration.seconds(seconds).calmText(atMost: 100) == text)
  }

  @Test(
    "a time in the list that is too long is told with less, never cut",
    arguments: [
      (59, 1, "59s"), (3_599, 1, "59m"), (8_049, 5, "2h14m"), (8_049, 4, "2h14"), (8_049, 3, "2h"), (8_049, 1, "2h"),
      (86_399, 6, "23h59m"), (86_399, 5, "23h59"), (86_399, 4, "23h"), (273_600, 6, "3d 04h"), (273_600, 5, "3d"),
      (31_622_400, 8, "366d 00h"), (31_622_400, 7, "366d"), (31_622_400, 0, "366d"),
      (Int64.max, 9, "106751991167300d"),
    ] as [(Int64, Int, String)])
  func short(seconds: Int64, cells: Int, text: String) {
    #expect(Duration.seconds(seconds).calmText(atMost: cells) == text)
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
    #expect(Duration.seconds(4_325).overdueText == "+1:12:05")
    #expect(Duration.seconds(161).overdueText == "+2:41")
    #expect(Duration.seconds(-259).overdueText == "-4:19")
    #expect(Duration.zero.overdueText == "+0:00")
  }

  @Test(
    "a distance in the list has seconds only within a minute of the limit, and is cut towards it",
    arguments: [
      (0, 7, "+0s"), (999, 7, "+0s"), (-1, 7, "-0s"), (-999, 7, "-0s"), (7_000, 7, "+7s"), (-41_900, 7, "-41s"),
      (59_999, 7, "+59s"), (60_000, 7, "+1m"), (-59_999, 7, "-59s"), (-60_000, 7, "-1m"), (-119_999, 7, "-1m"),
      (161_000, 7, "+2m"), (-3_599_999, 7, "-59m"), (3_900_000, 7, "+1h05m"), (3_900_000, 5, "+1h05"),
      (3_900_000, 4, "+1h"), (-86_399_000, 7, "-23h59m"), (273_600_000, 7, "+3d 04h"), (273_600_000, 6, "+3d"),
      (-864_000_000, 7, "-10d"), (-864_000_000, 8, "-10d 00h"), (.max, 7, "+106751991167d"),
    ] as [(Int64, Int, String)])
  func calmOverdue(milliseconds: Int64, cells: Int, text: String) {
    #expect(Duration.milliseconds(milliseconds).calmOverdueText(atMost: cells) == text)
  }

  @Test(
    "a rate has a digit after the point below ten",
    arguments: [
      (4.2, "4.2"), (0, "0.0"), (9.96, "10"), (137.4, "137"), (.nan, "0.0"), (-1, "0.0"), (1e300, "1000000000000"),
    ] as [(Double, String)])
  func rate(value: Double, text: String) { #expect(value.rateText == text) }
}
