import TerminalUI
import Testing

struct SurfaceSGRTests {
  private static let escape = "\u{1B}["

  private func surface(_ text: String, _ style: Style) -> Surface {
    var surface = Surface(size: Size(columns: 8, rows: 1))
    surface.write(text, column: 1, row: 0, style: style)
    return surface
  }

  @Test("a run of one look is opened once, and closed at the end of the row")
  func runs() {
    let style = Style(foreground: Color(214), background: Color(17), attributes: [.bold, .reverse])
    #expect(
      surface("ab", style).rowsWithEscapes(colors: 256)
        == [" \(Self.escape)0;1;7;38;5;214;48;5;17mab\(Self.escape)0m"])
  }

  @Test("blanks at the end are left out unless they are painted")
  func blanks() {
    var painted = Surface(size: Size(columns: 3, rows: 2))
    painted.fill(Rect(columns: 3, rows: 1), style: Style(background: Color(4)))
    #expect(painted.rowsWithEscapes(colors: 16) == ["\(Self.escape)0;44m   \(Self.escape)0m", ""])
  }

  @Test("the sixteen have numbers of their own; on a terminal of eight bright is bold")
  func sixteen() {
    let style = Style(foreground: Color(11), background: Color(8))
    #expect(style.escape(colors: 256) == "\(Self.escape)0;93;100m")
    #expect(style.escape(colors: 16) == "\(Self.escape)0;93;100m")
    #expect(style.escape(colors: 8) == "\(Self.escape)0;1;33;40m")
    #expect(Style(foreground: Color(3)).escape(colors: 8) == "\(Self.escape)0;33m")
    #expect(Style(foreground: Color(214)).escape(colors: 16) == "\(Self.escape)0m")
  }

  @Test("without colours attributes alone are left")
  func none() {
    let all: Style.Attributes = [.bold, .dim, .italic, .underline, .blink, .reverse, .strikethrough]
    let style = Style(foreground: Color(1), background: Color(2), attributes: all)
    #expect(style.escape(colors: 0) == "\(Self.escape)0;1;2;3;4;5;7;9m")
  }

  @Test("wide characters are written once")
  func wide() {
    #expect(surface("漢b", .plain).rowsWithEscapes(colors: 256) == [" 漢b"])
  }

  @Test("nothing but its own sequences leaves a surface")
  func hostile() {
    let line = surface("\u{1B}[2J\u{9B}\u{7}", Style(attributes: .bold)).rowsWithEscapes(colors: 256)[0]
    #expect(line.unicodeScalars.filter { $0.value < 0x20 || 0x7F..<0xA0 ~= $0.value }.count == 2)
  }
}
