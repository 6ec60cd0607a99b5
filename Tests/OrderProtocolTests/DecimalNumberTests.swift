import Testing

@testable import OrderProtocol

@Test(
  "a number is shown as it was stated",
  arguments: [
    ("25.90", "25.90"), ("3", "3"), ("0", "0"), ("-0", "0"), ("0.00", "0.00"), ("-0.5", "-0.5"), ("0.05", "0.05"),
    ("101.97", "101.97"), ("2.599e1", "25.99"), ("2599E-2", "25.99"), ("1e3", "1000"), ("1.50e+1", "15.0"),
    ("100", "100"), ("1200e-1", "120.0"), ("0e400", "0"), ("0.0e-5", "0.000000"), ("0e-400", "0.000000000000000000"),
    ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
    ("92233720368547758.07", "92233720368547758.07"), ("0.000000000000000001", "0.000000000000000001"),
    ("1.0000000000000000000000000", "1.000000000000000000"), ("10.00000000000000000000", "10"),
    ("0.30000000000000004", "0.30000000000000004"), ("10e-19", "0.000000000000000001"), ("1e18", "1000000000000000000"),
  ])
func statedNumber(text: String, shown: String) {
  #expect(DecimalNumber(text)?.description == shown)
}

@Test(
  "what is no number, or cannot be held exactly, is none",
  arguments: [
    "", "-", "+1", "01", "1.", ".5", "1e", "1e+", "NaN", "Infinity", "0x10", " 1", "1 ", "1,5", "--1", "1.2.3", "１",
    "1e400", "1e19", "18446744073709551616", "9223372036854775808", "-9223372036854775809", "1e-19",
    "0.1234567890123456789",
    "123456789012345678901234567890", "1e99999999999999999999999", "1e-99999999999999999999999",
  ])
func noNumber(text: String) {
  #expect(DecimalNumber(text) == nil)
}

@Test("numbers are compared by value, whatever their scale")
func comparison() throws {
  let short = try #require(DecimalNumber("25.9"))
  let long = try #require(DecimalNumber("25.90"))
  #expect(short == long)
  #expect(short.hashValue == long.hashValue)
  #expect(Set([DecimalNumber(0), DecimalNumber(mantissa: 0, scale: 2)]).count == 1)
  #expect(try #require(DecimalNumber("25.89")) < short)
  #expect(try #require(DecimalNumber("-25.91")) < short)
  #expect(!(short < long) && !(long < short))
  #expect(DecimalNumber(mantissa: .max) > DecimalNumber(mantissa: .max, scale: 1))
  #expect(DecimalNumber(mantissa: .min) < DecimalNumber(mantissa: .min, scale: 18))
  #expect(DecimalNumber(mantissa: 1) > DecimalNumber(mantissa: .max, scale: 255))
  #expect(DecimalNumber(mantissa: -1) < DecimalNumber(mantissa: .min, scale: 255))
}

@Test("money adds up exactly: 25.99 × 2 + 49.99 is 101.97")
func money() throws {
  let price = try #require(DecimalNumber("25.99"))
  let other = try #require(DecimalNumber("49.99"))
  let total = try #require(price.multiplied(by: DecimalNumber(2))?.adding(other))
  #expect(total == DecimalNumber(mantissa: 10197, scale: 2))
  #expect(total.description == "101.97")
  #expect(total.subtracting(other)?.description == "51.98")
  #expect(try #require(DecimalNumber("0.1")).adding(try #require(DecimalNumber("0.25")))?.description == "0.35")
  #expect(try #require(DecimalNumber("0.1")).subtracting(DecimalNumber(1))?.description == "-0.9")
}

@Test("arithmetic that overflows has no result, and what only seems to overflow has one")
func overflow() {
  let greatest = DecimalNumber(mantissa: .max)
  let least = DecimalNumber(mantissa: .min)
  #expect(greatest.adding(DecimalNumber(1)) == nil)
  #expect(least.subtracting(DecimalNumber(1)) == nil)
  #expect(DecimalNumber(0).subtracting(least) == nil)
  #expect(greatest.multiplied(by: DecimalNumber(2)) == nil)
  #expect(least.multiplied(by: DecimalNumber(-1)) == nil)
  #expect(least.multiplied(by: least) == nil)
  #expect(greatest.adding(DecimalNumber(mantissa: 1, scale: 18)) == nil)
  #expect(greatest.adding(DecimalNumber(mantissa: 0, scale: 18)) == greatest)
  #expect(greatest.adding(least) == DecimalNumber(-1))
  #expect(greatest.multiplied(by: DecimalNumber(mantissa: 10, scale: 1)) == greatest)
  let small = DecimalNumber(mantissa: 1, scale: 10)
  #expect(small.multiplied(by: small) == nil)
  #expect(small.multiplied(by: DecimalNumber(mantissa: 100, scale: 10)) == DecimalNumber(mantissa: 1, scale: 18))
}

@Test(
  "only a number without a fraction is whole",
  arguments: [("3", 3), ("3.00", 3), ("-2", -2), ("3e2", 300), ("3.5", nil), ("0.0", 0)] as [(String, Int?)])
func wholeNumber(text: String, value: Int?) {
  #expect(DecimalNumber(text)?.wholeNumber == value)
}

@Test("random sums agree with integers")
func randomSums() throws {
  var random = SeededRandom(seed: 1)
  for _ in 0..<2_000 {
    let one = Int64.random(in: -1_000_000_000...1_000_000_000, using: &random)
    let two = Int64.random(in: -1_000_000_000...1_000_000_000, using: &random)
    let (first, second) = (DecimalNumber(mantissa: one, scale: 3), DecimalNumber(mantissa: two, scale: 1))
    #expect(first.adding(second) == DecimalNumber(mantissa: one + two * 100, scale: 3))
    #expect(first.subtracting(second) == DecimalNumber(mantissa: one - two * 100, scale: 3))
    #expect(first.multiplied(by: second) == DecimalNumber(mantissa: one * two, scale: 4))
    #expect((first < second) == (one < two * 100))
    #expect(DecimalNumber(first.description) == first)
    #expect(DecimalNumber(first.description)?.scale == 3)
  }
}
