import Testing

@testable import TerminalUI

@Suite("Digits")
struct DigitsTests {
  private func drawn(_ number: String, columns: Int, charset: Charset) -> String {
    var surface = Surface(size: Size(columns: columns, rows: 3), charset: charset)
    Digits.draw(number, on: &surface, column: 0, row: 0, style: .plain)
    return surface.text
  }

  @Test("digits are drawn in half blocks")
  func blocks() {
    #expect(
      drawn("1234567890", columns: 40, charset: .unicode) == """
        ▄█  ▀▀█ ▀▀█ █ █ █▀▀ █▀▀ ▀▀█ █▀█ █▀█ █▀█
         █  █▀▀ ▀▀█ ▀▀█ ▀▀█ █▀█   █ █▀█ ▀▀█ █ █
        ▀▀▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀ ▀▀▀
        """)
  }

  @Test("in ASCII they have seven segments")
  func segments() {
    #expect(
      drawn("1234567890", columns: 40, charset: .ascii) == """
             _   _       _   _   _   _   _   _
          |  _|  _| |_| |_  |_    | |_| |_| | |
          | |_   _|   |  _| |_|   | |_|  _| |_|
        """)
  }

  @Test("a shortened number has its point and its unit")
  func units() {
    #expect(
      drawn("1.2k", columns: 20, charset: .unicode) == """
        ▄█    ▀▀█ █ ▄
         █    █▀▀ █▀▄
        ▀▀▀ ▀ ▀▀▀ ▀ ▀
        """)
    #expect(
      drawn("3.4M", columns: 20, charset: .ascii) == """
         _
         _|   |_| |V|
         _| .   | | |
        """)
  }

  @Test(
    "their width is known, and what does not fit is cut",
    arguments: [("0", 3), ("47", 7), ("1.2k", 13), (String(Int.max), 75), ("", 0), ("5G", nil), ("-5", nil)])
  func width(number: String, columns: Int?) {
    #expect(Digits.columns(of: number) == columns)
    #expect(drawn(number, columns: 2, charset: .unicode).count <= 8)
  }
}
