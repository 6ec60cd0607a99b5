import Testing

@testable import TerminalUI

@Suite("Style")
struct StyleTests {
  @Test("colours and attributes come back as they were put in")
  func packing() {
    #expect(MemoryLayout<Style>.size == 4)
    for index in UInt8.min...UInt8.max {
      var style = Style(foreground: Color(index), background: Color(255 - index), attributes: [.bold, .blink])
      #expect(style.foreground == Color(index))
      #expect(style.background == Color(255 - index))
      #expect(style.attributes == [.bold, .blink])
      style.foreground = .default
      #expect(style.foreground == .default)
      #expect(style.background == Color(255 - index))
      style.background = .default
      style.attributes = []
      #expect(style == .plain)
    }
  }

  @Test("a style can be read")
  func description() {
    #expect(Style.plain.description == "default")
    #expect(Style(foreground: Color(203), background: Color(52), attributes: [.bold]).description == "203 on 52 bold")
  }
}
