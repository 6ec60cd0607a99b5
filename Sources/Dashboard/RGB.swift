/// A colour in sRGB.
package struct RGB: Hashable, Sendable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// `#rrggbb`; `nil` for anything else.
  package init?(hex: String) {
    let digits = hex.utf8.dropFirst()
    guard hex.utf8.first == UInt8(ascii: "#"), digits.count == 6, digits.allSatisfy({ $0 != UInt8(ascii: "+") }),
      let value = UInt32(hex.dropFirst(), radix: 16)
    else { return nil }
    self.init(
      red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
      blue: UInt8(truncatingIfNeeded: value))
  }

  /// xterm's 256 colours. The first sixteen are what it starts with; users change them.
  package static let palette: [RGB] = {
    let sixteen: [UInt32] = [
      0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
      0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    let cube = steps.flatMap { red in
      steps.flatMap { green in steps.map { RGB(red: red, green: green, blue: $0) } }
    }
    let greys = (UInt8(0)..<24).map { RGB(red: 8 + 10 * $0, green: 8 + 10 * $0, blue: 8 + 10 * $0) }
    return sixteen.map { value in
      RGB(
        red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
        blue: UInt8(truncatingIfNeeded: value))
    } + cube + greys
  }()

  private static let perceivedPalette = palette.map(\.perceived)

  /// The palette colour in `range` that looks most like this one.
  package func nearest(among range: Range<Int>) -> UInt8? {
    let own = perceived
    let candidates = RGB.perceivedPalette.indices.clamped(to: range)
    let best = candidates.min { one, other in
      own.distance(to: RGB.perceivedPalette[one]) < own.distance(to: RGB.perceivedPalette[other])
    }
    return best.map { UInt8(truncatingIfNeeded: $0) }
  }

  /// Where the colour stands in OKLab (Björn Ottosson, "A perceptual color space for image processing").
  package var perceived: OKLab {
    let (red, green, blue) = (RGB.linear(red), RGB.linear(green), RGB.linear(blue))
    let long = cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let medium = cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return OKLab(
      lightness: 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
      greenRed: 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
      blueYellow: 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short)
  }

  /// sRGB's curve as a power of 2.25, which square roots can do: no C library is needed for choosing a colour.
  private static func linear(_ channel: UInt8) -> Double {
    let value = Double(channel) / 255
    return value * value * value.squareRoot().squareRoot()
  }
}

/// A colour by how it looks: distances are about as large as the differences one sees.
package struct OKLab: Sendable {
  package var lightness: Double
  package var greenRed: Double
  package var blueYellow: Double

  /// The square of the distance; about 0.0004 is just noticeable.
  package func distance(to other: OKLab) -> Double {
    let (l, a, b) = (
      lightness - other.lightness, greenRed - other.greenRed, blueYellow - other.blueYellow
    )
    return l * l + a * a + b * b
  }
}

/// Newton's method; exact enough for 0…1.
private func cubeRoot(_ value: Double) -> Double {
  guard value > 0 else { return 0 }
  var root = value.squareRoot().squareRoot()
  for _ in 0..<6 { root -= (root * root * root - value) / (3 * root * root) }
  return root
}
