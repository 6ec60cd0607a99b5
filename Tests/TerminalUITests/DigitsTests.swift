import Testing

@testable import TerminalUI

@Suite("Digits")
struct DigitsTests {
  private func drawn(_ number: Int, columns: Int, charset: Charset) -> String {
    var surface = Surface(size: Size(columns: columns, rows: 3), charset: charset)
    Digits.draw(number, on: &surface, column: 0, row: 0, style: .plain)
    return surface.text
  }

  @Test("digits are drawn in half blocks")
  func blocks() {
    #expect(
      drawn(1_234_567_890, columns: 40, charset: .unicode) == """
        ▄█  ▀▀█ ▀▀█ █ █ █▀▀ █▀▀ ▀▀█ █▀█ █▀█ █▀█
         █  █▀▀ ▀▀█ ▀▀█ ▀▀█ █▀█   █ █▀█ ▀▀█ █ █
        ▀▀▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀ ▀▀▀
        """)
  }

  @Test("in ASCII they have seven segments")
  func segments() {
    #expect(
      drawn(1_234_567_890, columns: 40, charset: .ascii) == """
             _   _       _   _   _   _   _   _
          |  _|  _| |_| |_  |_    | |_| |_| | |
          | |_   _|   |  _| |_|   | |_|  _| |_|
        """)
  }

  @Test("their width is known, and what does not fit is cut", arguments: [(0, 3), (47, 7), (-5, 3), (Int.max, 75)])
  func width(number: Int, columns: Int) {
    #expect(Digits.columns(of: number) == columns)
    #expect(drawn(number, columns: 2, charset: .unicode).count <= 8)
  }
}
