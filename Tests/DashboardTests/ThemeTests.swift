import BundledThemes
import Dashboard
import TOML
import TerminalUI
import Testing

/// A bundled theme, read on its own.
func bundledTheme(_ name: String) throws -> Theme {
  var catalog = ThemeCatalog(bundled: bundledSources)
  return try catalog.theme(named: name)
}

var bundledSources: [ThemeSource] { BundledThemes.all.map { ThemeSource(file: $0.file, bytes: $0.bytes) } }

struct ThemeTests {
  static let names = ["midnight", "paper", "terminal", "contrast"]

  @Test("four themes are bundled, the default first")
  func bundled() {
    #expect(bundledSources.map(\.name) == ThemeTests.names)
    #expect(ThemeTests.names.first == ThemeCatalog.defaultName)
  }

  @Test("every bundled theme can be read, says what it is, and states what cannot be guessed", arguments: names)
  func complete(name: String) throws {
    let theme = try bundledTheme(name)
    #expect(theme.name == name)
    #expect(!theme.description.isEmpty)
    #expect(theme.kind == (name == "paper" ? .light : .dark))
    for role in [Role.text, .dim, .late, .warning, .selection, .stateStale, .changed] { #expect(theme.states(role)) }
  }

  @Test("every role falls back on the text in the end")
  func fallback() {
    for role in Role.allCases {
      var seen: Set<Role> = []
      var current = role
      while let parent = current.parent {
        guard seen.insert(current).inserted else {
          Issue.record("\(role) falls back on itself")
          break
        }
        current = parent
      }
      #expect(current == .text)
    }
  }

  @Test("without colours no style has one; with sixteen none has another", arguments: names)
  func depths(name: String) throws {
    let theme = try bundledTheme(name)
    let (mono, sixteen) = (theme.look(depth: .none), theme.look(depth: .sixteen))
    for role in Role.allCases {
      #expect(mono[role].foreground == .default && mono[role].background == .default, "\(role)")
      for color in [sixteen[role].foreground, sixteen[role].background] {
        #expect(color.index < 16 || color == .default, "\(role)")
      }
    }
  }

  @Test("what is late, stale, selected or a gap differs by more than colour", arguments: names, ColorDepth.allCases)
  func notColourAlone(name: String, depth: ColorDepth) throws {
    let look = try bundledTheme(name).look(depth: depth)
    for role in [Role.late, .stateStale, .stateStopped, .stateGap, .logError, .tileAlarm, .selection] {
      #expect(look[role].attributes != look[.text].attributes, "\(role)")
    }
    #expect(look[.late].attributes != look[.warning].attributes)
    #expect(look[.stateStale].attributes != look[.stateLive].attributes)
  }

  @Test("without colours late, warning and normal are three looks", arguments: names)
  func mono(name: String) throws {
    let look = try bundledTheme(name).look(depth: .none)
    #expect(Set([look[.late], look[.warning], look[.text]]).count == 3)
  }

  @Test("in the selected row what is late still differs from the rest", arguments: names, ColorDepth.allCases)
  func selectedRow(name: String, depth: ColorDepth) throws {
    let look = try bundledTheme(name).look(depth: depth)
    for ground in [Role.selection, .selectionUnfocused] {
      #expect(look.overlaid(look[.late], with: ground) != look.overlaid(look[.text], with: ground), "\(ground)")
      #expect(look.overlaid(look[.text], with: ground) != look[.text], "\(ground)")
    }
  }

  @Test("a change or the selection leaves a status its colour, where it has none of its own", arguments: names)
  func overlay(name: String) throws {
    let look = try bundledTheme(name).look(depth: .palette256)
    let status = look[.statusCreated]
    let changed = look.overlaid(status, with: .changed)
    #expect(changed.foreground == status.foreground && changed.background == status.background)
    #expect(changed.attributes == status.attributes.union(look[.changed].attributes))
    if look[.selection].foreground == look[.text].foreground, !look[.selection].attributes.contains(.reverse) {
      let selected = look.overlaid(status, with: .selection)
      #expect(selected.foreground == status.foreground && selected.background == look[.selection].background)
    }
    #expect(look.overlaid(status, with: .text) == status)
  }

  @Test("only a theme that paints its background has one everywhere")
  func background() throws {
    for (name, isPainted) in [("midnight", false), ("terminal", false), ("paper", true), ("contrast", true)] {
      let look = try bundledTheme(name).look(depth: .palette256)
      #expect((look[.text].background == .default) != isPainted, "\(name)")
      #expect((look[.border].background == .default) != isPainted, "\(name)")
    }
  }

  @Test("the terminal's theme keeps to the user's own colours at every depth", arguments: ColorDepth.allCases)
  func ownColours(depth: ColorDepth) throws {
    let look = try bundledTheme("terminal").look(depth: depth)
    for role in Role.allCases {
      for color in [look[role].foreground, look[role].background] {
        #expect(color == .default || color.index < 16, "\(role)")
      }
    }
  }
}
