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

  @Test("a style laid over another wins where it says something")
  func overlay() {
    let base = Style(foreground: Color(1), background: Color(2), attributes: .bold)
    #expect(base.overlaid(with: .plain) == base)
    let over = base.overlaid(with: Style(background: Color(7), attributes: .reverse))
    #expect(over == Style(foreground: Color(1), background: Color(7), attributes: [.bold, .reverse]))
  }

  @Test("a colour that the base has too says nothing")
  func overlayOnBase() {
    let text = Style(foreground: Color(250), background: Color(16))
    let selection = Style(foreground: Color(250), background: Color(18), attributes: .bold)
    let late = Style(foreground: Color(202), background: Color(16))
    #expect(
      late.overlaid(with: selection, base: text)
        == Style(foreground: Color(202), background: Color(18), attributes: .bold))
  }

  @Test("a style can be read")
  func description() {
    #expect(Style.plain.description == "default")
    #expect(Style(foreground: Color(203), background: Color(52), attributes: [.bold]).description == "203 on 52 bold")
  }
}
