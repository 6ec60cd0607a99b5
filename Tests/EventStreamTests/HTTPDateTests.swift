import Testing

@testable import EventStream

@Suite("HTTPDate")
struct HTTPDateTests {
  @Test(
    "the three forms of RFC 9110 are read",
    arguments: [
      "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ])
  func forms(text: String) {
    #expect(HTTPDate.secondsSince1970(text, now: 784_000_000) == 784_111_777)
  }

  @Test(
    "days are counted over leap years and centuries",
    arguments: [
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Wed, 31 Dec 1969 23:59:59 GMT", -1),
      ("Tue, 29 Feb 2000 00:00:00 GMT", 951_782_400), ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
      ("Mon, 15 Jul 2024 14:30:00 GMT", 1_721_053_800), ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800),
      ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400),
    ] as [(String, Int64)])
  func days(text: String, expected: Int64) {
    #expect(HTTPDate.secondsSince1970(text, now: 0) == expected)
  }

  @Test("a year of two digits is the one within fifty years of now")
  func twoDigits() {
    let now: Int64 = 1_721_053_800
    #expect(HTTPDate.secondsSince1970("Monday, 15-Jul-24 14:30:00 GMT", now: now) == now)
    #expect(HTTPDate.secondsSince1970("Thursday, 15-Jul-99 14:30:00 GMT", now: now) == 932_049_000)
  }

  @Test(
    "what is no date is none",
    arguments: [
      "", "GMT", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
      "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT",
      "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 Nov 19940 08:49:37 GMT",
      "Sun, 06 Nov 1994 08:49:37 GMT GMT", "Sun, 06 Nov 1994 08:49:+7 GMT",
    ])
  func refusals(text: String) {
    #expect(HTTPDate.secondsSince1970(text, now: 0) == nil)
  }
}
