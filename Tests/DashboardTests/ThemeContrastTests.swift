import Dashboard
import TerminalUI
import Testing

/// Every role of every bundled theme on everything that it can stand on.
struct ThemeContrastTests {
  /// Lines and bars, which need not be read.
  static let graphics: Set<Role> = [
    .border, .borderFocused, .gaugeFill, .gaugeEmpty, .sparkline,
  ]

  /// What can be laid over a text of that role, one upon the other: its row may be selected, a search may have found it.
  static func overlays(_ role: Role) -> [[Role]] {
    if graphics.contains(role) { return [[]] }
    return [
      [], [.changed], [.selection], [.selectionUnfocused], [.match], [.changed, .selection], [.selection, .match],
      [.selectionUnfocused, .match], [.changed, .selection, .match],
    ]
  }

  @Test(
    "text has a contrast of 4.5, lines of 3, also in a selected row and where a search has found it (WCAG 2.2, 1.4.3 and 1.4.11)",
    arguments: ThemeTests.names)
  func contrast(name: String) throws {
    let theme = try bundledTheme(name)
    let look = theme.look(depth: .palette256)
    let isHighest = name == "contrast"
    for role in Role.allCases {
      for overlays in ThemeContrastTests.overlays(role) {
        let style = overlays.reduce(look[role]) { look.overlaid($0, with: $1) }
        for ground in Ground.usual(for: theme) {
          guard let ratio = ground.contrast(of: style) else { continue }
          let least = ThemeContrastTests.graphics.contains(role) ? 3 : 4.5
          #expect(ratio >= (isHighest ? 7 : least), "\(role) \(overlays) on \(ground.paper): \(ratio)")
        }
      }
    }
  }

  @Test("a theme keeps to colours that are known, or to the user's own", arguments: ThemeTests.names)
  func known(name: String) throws {
    let look = try bundledTheme(name).look(depth: .palette256)
    let styles = Role.allCases.map { look[$0] }
    let colors = Set(styles.flatMap { [$0.foreground, $0.background] }).subtracting([.default])
    let own = colors.filter { $0.index < 16 }
    #expect(own.isEmpty || own == colors)
    #expect(!colors.isEmpty || name == "mono")
    // How dark dim is differs: no contrast would hold.
    if own.isEmpty, name != "mono" { #expect(!styles.contains { $0.attributes.contains(.dim) }) }
  }

  @Test("with sixteen colours a painted background can be read from, as xterm has them", arguments: ThemeTests.names)
  func sixteen(name: String) throws {
    let theme = try bundledTheme(name)
    let look = theme.look(depth: .sixteen)
    guard look[.text].background != .default else { return }
    for role in Role.allCases {
      for overlays in ThemeContrastTests.overlays(role) {
        let style = overlays.reduce(look[role]) { look.overlaid($0, with: $1) }
        let ratio = contrastRatio(RGB.palette[Int(style.foreground.index)], RGB.palette[Int(style.background.index)])
        #expect(ratio >= 3, "\(role) \(overlays): \(style) \(ratio)")
      }
    }
  }

  /// Those of which it is said.
  private static let forColourBlind = ThemeTests.names.filter { name in
    let text = (try? bundledTheme(name))?.description ?? ""
    return text.contains("colour-blind") || text.contains("colour blindness")
  }

  @Test("the default and two more are made for colour-blind eyes")
  func made() {
    #expect(ThemeContrastTests.forColourBlind.count == 3)
    #expect(ThemeContrastTests.forColourBlind.first == ThemeCatalog.defaultName)
  }

  @Test("colour-blind people can tell their colours apart", arguments: forColourBlind, Vision.allCases)
  func colourBlind(name: String, vision: Vision) throws {
    let look = try bundledTheme(name).look(depth: .palette256)
    for (one, other) in ThemeContrastTests.pairs {
      // Twice what is seen at a glance, four times what is just seen.
      let distance = vision.distance(one, other, in: look)
      #expect(distance >= 0.08, "\(one) and \(other): \(distance)")
    }
  }

  @Test("colours that are not the same do not look the same", arguments: ThemeTests.names)
  func distinct(name: String) throws {
    let look = try bundledTheme(name).look(depth: .palette256)
    for (one, other) in ThemeContrastTests.pairs where look[one].foreground != look[other].foreground {
      guard !Ground.isUsersOwn(look[one].foreground), !Ground.isUsersOwn(look[other].foreground) else { continue }
      let distance = Vision.normal.distance(one, other, in: look)
      #expect(distance >= 0.05, "\(one) and \(other): \(distance)")
    }
  }

  /// What must not be taken for one another. A status without a colour of its own could not be taken for another: only
  /// alarms must stand out from text.
  private static let pairs: [(Role, Role)] = {
    let roles: [Role] = [
      .late, .warning, .statusCreated, .statusPending, .statusProcessing, .statusShipped, .statusCancelled,
    ]
    let statuses = roles.indices.flatMap { one in roles[(one + 1)...].map { (roles[one], $0) } }
    return [(.late, .text), (.warning, .text)] + statuses
  }()
}

extension Vision {
  fileprivate func distance(_ one: Role, _ other: Role, in look: Look) -> Double {
    let ground = Ground.dark[0]
    return distance(ground.ink(look[one].foreground), ground.ink(look[other].foreground))
  }
}

/// What a terminal of the user's choice looks like where nothing is painted.
private struct Ground {
  var paper: RGB
  var text: RGB

  static let dark = ["#000000", "#1c1c1c"].compactMap(RGB.init(hex:)).map {
    Ground(paper: $0, text: RGB(red: 208, green: 208, blue: 208))
  }

  static let light = ["#ffffff", "#eeeeee"].compactMap(RGB.init(hex:)).map {
    Ground(paper: $0, text: RGB(red: 38, green: 38, blue: 38))
  }

  /// The backgrounds that a theme is likely to stand on, if it paints none.
  static func usual(for theme: Theme) -> [Ground] { theme.kind == .dark ? dark : light }

  /// One of the sixteen that everybody sets as they like.
  static func isUsersOwn(_ color: Color) -> Bool { color != .default && color.index < 16 }

  func ink(_ color: Color) -> RGB { color == .default ? text : RGB.palette[Int(color.index)] }

  /// `nil`: nobody knows, for the colours are the user's own.
  func contrast(of style: Style) -> Double? {
    guard !Ground.isUsersOwn(style.foreground), !Ground.isUsersOwn(style.background) else { return nil }
    return contrastRatio(
      ink(style.foreground), style.background == .default ? paper : RGB.palette[Int(style.background.index)])
  }
}
