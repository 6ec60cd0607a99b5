import OrderProtocol
import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Numbers in little room")
struct DecimalNumberTextTests {
  @Test(
    "a number that does not fit is rounded, then cut to a unit, never at its end",
    arguments: [
      (12_746_000, 2, 9, "127460.00"), (12_746_000, 2, 8, "127460"), (12_746_050, 2, 6, "127461"),
      (12_746_000, 2, 5, "127k"), (12_746_000, 2, 3, nil), (-12_746_000, 2, 6, "-127k"),
      (123_456_789_012_345, 3, 8, "123.4G"), (123_456_789_012_345, 3, 5, "123G"),
      (Int64.max, 0, 8, "9.2E"), (.min, 0, 4, "-9E"), (.min, 18, 8, "-9.22337"), (.max, 18, 3, "9.2"),
      (.max, 18, 2, "9"),
      (5, 1, 2, "1"), (1_234_567, 5, 6, "12.346"), (10_049, 4, 4, "1"), (4, 4, 4, "0"),
      (0, 0, 0, nil), (1_999, 0, 3, "1k"),
    ] as [(Int64, UInt8, Int, String?)])
  func short(mantissa: Int64, scale: UInt8, cells: Int, text: String?) {
    let number = DecimalNumber(mantissa: mantissa, scale: scale)
    #expect(number.text(atMost: cells) == text)
    #expect(number.text(atMost: 40) == number.description)
    let computed = Stated(number, isComputed: true)
    #expect(computed.text(atMost: cells + 1) == "=\(text ?? number.description)")
  }

  @Test("the list shows no front of a number")
  func list() {
    let fixture = Fixture("numbers") { snapshot in
      snapshot.orders.rows[0].total = Stated(DecimalNumber(mantissa: 12_746_000, scale: 2), isComputed: true)
      snapshot.orders.rows[0].itemCount = Stated(DecimalNumber(30_000), isComputed: true)
    }
    let text = fixture.drawn(80, 24).text
    #expect(text.contains("  =30k   =127460  ") && !text.contains("=127460…"), "\(text)")
  }
}
