import Dashboard
import TerminalUI
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

struct ThemeContrastTests {
  /// Lines and bars, which need not be read.
  static let graphics: Set<Role> = [
    .border, .borderFocused, .gaugeFill, .gaugeWarning, .gaugeOverdue, .gaugeEmpty, .sparkline,
  ]

  /// Text that can stand in a row of orders, and so on the selection.
  static let rowRoles: [Role] = [
    .text, .statusCreated, .statusPending, .statusProcessing, .statusShipped, .statusCancelled, .statusOther, .late,
    .warning, .changed, .computed, .partial, .unverified,
  ]

  @Test(
    "text has a contrast of 4.5, lines of 3, on any usual background (WCAG 2.2, 1.4.3 and 1.4.11)",
    arguments: ["midnight", "paper", "contrast"])
  func contrast(name: String) throws {
    let theme = try bundledTheme(name)
    let look = theme.look(depth: .palette256)
    for role in Role.allCases {
      for ground in grounds(theme) {
        let ratio = contrastRatio(look[role], ground: ground)
        #expect(ratio >= (ThemeContrastTests.graphics.contains(role) ? 3 : 4.5), "\(role): \(ratio) on \(ground)")
      }
    }
  }

  @Test("the highest contrast is at least 7 everywhere")
  func highest() throws {
    let theme = try bundledTheme("contrast")
    let look = theme.look(depth: .palette256)
    for role in Role.allCases { #expect(contrastRatio(look[role], ground: grounds(theme)[0]) >= 7, "\(role)") }
  }

  @Test("a row can be read while it is selected", arguments: ["midnight", "paper", "contrast"])
  func selectedRow(name: String) throws {
    let theme = try bundledTheme(name)
    let look = theme.look(depth: .palette256)
    for role in ThemeContrastTests.rowRoles {
      for selection in [Role.selection, .selectionUnfocused] {
        let ratio = contrastRatio(look.overlaid(look[role], with: selection), ground: grounds(theme)[0])
        #expect(ratio >= 4.5, "\(role) on \(selection): \(ratio)")
      }
    }
  }

  @Test("colour-blind people can tell the default's colours apart", arguments: Vision.allCases)
  func colourBlind(vision: Vision) throws {
    let look = try bundledTheme("midnight").look(depth: .palette256)
    let roles: [Role] = [
      .late, .warning, .text, .statusCreated, .statusPending, .statusProcessing, .statusShipped, .statusCancelled,
    ]
    for (index, one) in roles.enumerated() {
      // A status without a colour of its own could not be taken for another: only alarms must stand out from text.
      for other in roles[(index + 1)...] where one != .text {
        let distance = vision.distance(rgb(look[one].foreground, .text), rgb(look[other].foreground, .text))
        // Twice what is seen at a glance, four times what is just seen.
        #expect(distance >= 0.08, "\(one) and \(other): \(distance)")
      }
    }
  }

  private enum Part { case text, ground }

  /// The backgrounds that a theme is likely to stand on, if it paints none.
  private func grounds(_ theme: Theme) -> [RGB] {
    let hex = theme.kind == .dark ? ["#000000", "#1c1c1c"] : ["#ffffff", "#eeeeee"]
    return hex.compactMap(RGB.init(hex:))
  }

  private func rgb(_ color: Color, _ part: Part, ground: RGB = RGB(red: 0, green: 0, blue: 0)) -> RGB {
    if color == .default { return part == .text ? RGB(red: 208, green: 208, blue: 208) : ground }
    return RGB.palette[Int(color.index)]
  }

  private func contrastRatio(_ style: Style, ground: RGB) -> Double {
    let one = luminance(rgb(style.foreground, .text))
    let other = luminance(rgb(style.background, .ground, ground: ground))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }
}

private func linear(_ channel: UInt8) -> Double {
  let value = Double(channel) / 255
  return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
}

private func luminance(_ color: RGB) -> Double {
  0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
}

/// How a colour looks with one kind of cone missing: Machado, Oliveira and Fernandes, 2009, severity 1.
enum Vision: CaseIterable {
  case normal, protanopia, deuteranopia, tritanopia

  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deuteranopia:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritanopia:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }

  /// The difference seen, in OKLab.
  func distance(_ one: RGB, _ other: RGB) -> Double {
    zip(perceived(one), perceived(other)).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  }

  private func perceived(_ color: RGB) -> [Double] {
    let light = [linear(color.red), linear(color.green), linear(color.blue)]
    let seen = matrix.map { row in min(1, max(0, zip(row, light).map(*).reduce(0, +))) }
    let cones = [
      cbrt(0.4122214708 * seen[0] + 0.5363325363 * seen[1] + 0.0514459929 * seen[2]),
      cbrt(0.2119034982 * seen[0] + 0.6806995451 * seen[1] + 0.1073969566 * seen[2]),
      cbrt(0.0883024619 * seen[0] + 0.2817188376 * seen[1] + 0.6299787005 * seen[2]),
    ]
    return [
      0.2104542553 * cones[0] + 0.7936177850 * cones[1] - 0.0040720468 * cones[2],
      1.9779984951 * cones[0] - 2.4285922050 * cones[1] + 0.4505937099 * cones[2],
      0.0259040371 * cones[0] + 0.7827717662 * cones[1] - 0.8086757660 * cones[2],
    ]
  }
}
