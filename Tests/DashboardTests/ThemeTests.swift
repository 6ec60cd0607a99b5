import BundledThemes
import FoundationEssentials
import TOML
import TerminalUI
import Testing

@testable import Dashboard

/// A bundled theme, read on its own.
func bundledTheme(_ name: String) throws -> Theme {
  var catalog = ThemeCatalog(bundled: bundledSources)
  return try catalog.theme(named: name)
}

var bundledSources: [ThemeSource] { BundledThemes.all.map { ThemeSource(file: $0.file, bytes: $0.bytes) } }

struct ThemeTests {
  static let names = bundledSources.compactMap(\.name)

  @Test("more than twelve themes are bundled, the default first, no two of a name")
  func bundled() {
    #expect(ThemeTests.names.count > 12)
    #expect(ThemeTests.names.first == ThemeCatalog.defaultName)
    #expect(Set(ThemeTests.names).count == bundledSources.count)
  }

  @Test("every file of the folder is bundled")
  func folder() throws {
    let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let files = try FileManager.default.contentsOfDirectory(atPath: top.appending(path: "Themes").path)
    #expect(files.filter { $0.hasSuffix(".toml") }.sorted() == bundledSources.map(\.file).sorted())
  }

  @Test("every bundled theme can be read, says what it is, and states what cannot be guessed", arguments: names)
  func complete(name: String) throws {
    let theme = try bundledTheme(name)
    #expect(theme.name == name)
    #expect(!theme.description.isEmpty)
    #expect(theme.description.count <= 60, "\(theme.description.count)")
    #expect(theme.kind == (["paper", "solarized-light"].contains(name) ? .light : .dark))
    for role in [Role.text, .dim, .late, .warning, .selection, .stateStale, .changed] { #expect(theme.states(role)) }
  }

  @Test(
    "every colour of a bundled theme is stated in the form of the 256 and in that of the sixteen", arguments: names)
  func forms(name: String) throws {
    for (color, forms) in try bundledTheme(name).colors where forms != .default {
      #expect(forms.ansi != nil, "\(color)")
      // Where its full form is one of the 256 there is nothing else to state.
      #expect(forms.index != nil || forms.rgb.map(RGB.palette.contains) == true, "\(color)")
    }
  }

  @Test("a line being typed shows its cursor in every theme and depth", arguments: names, ColorDepth.allCases)
  func cursor(name: String, depth: ColorDepth) throws {
    let filter = try bundledTheme(name).look(depth: depth)[.filter]
    #expect(!filter.attributes.contains(.reverse))
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

  @Test("late, warning and normal are three looks", arguments: names, ColorDepth.allCases)
  func severities(name: String, depth: ColorDepth) throws {
    let look = try bundledTheme(name).look(depth: depth)
    #expect(Set([look[.late], look[.warning], look[.text]]).count == 3)
    #expect(Set([look[.logError], look[.logWarning], look[.logNotice]]).count == 3)
    #expect(Set([look[.alarmNew], look[.alarmAcknowledged], look[.alarmCleared], look[.alarmShelved]]).count == 4)
  }

  @Test(
    "what can be trusted, what is on its way and what is wrong have looks of their own", arguments: names,
    ColorDepth.allCases)
  func states(name: String, depth: ColorDepth) throws {
    let look = try bundledTheme(name).look(depth: depth)
    let waiting = [Role.stateConnecting, .stateRetry, .stateReplay, .stateMaintenance, .stateRestored]
    let wrong = [Role.stateStale, .stateStopped, .stateGap, .stateUnsaved]
    for one in waiting {
      #expect(look[one] != look[.stateLive] && look[one] != look[.text], "\(one)")
      for other in wrong { #expect(look[one].attributes != look[other].attributes, "\(one) and \(other)") }
    }
    for role in wrong + [.stateDemo, .statePaused] {
      #expect(look[role].attributes.isSuperset(of: [.bold, .reverse]), "\(role)")
    }
    #expect(look[.stateLive] != look[.text])
  }

  @Test("what a search has found stands out, in the selected row too", arguments: names, ColorDepth.allCases)
  func match(name: String, depth: ColorDepth) throws {
    let look = try bundledTheme(name).look(depth: depth)
    for role in [Role.text, .late, .warning, .statusShipped] {
      for row in [look[role], look.overlaid(look[role], with: .selection)] {
        #expect(look.overlaid(row, with: .match) != row, "\(role)")
      }
    }
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
    for name in ThemeTests.names {
      let isPainted = !["midnight", "terminal", "mono"].contains(name)
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
