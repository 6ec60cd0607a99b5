/// A small generator of pseudo-random numbers: the same tests every time.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Text as nobody should send it: controls, marks, joiners, flags, Hangul parts, anything.
enum HostileText {
  private static let alphabet: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0x00...0x1F, 0x7F...0x9F, 0x300...0x36F, 0x600...0x61C, 0x900...0x97F, 0x1100...0x11FF,
    0x2000...0x206F, 0x20D0...0x20FF, 0x3000...0x30FF, 0xAC00...0xAD00, 0xD7B0...0xD7FF, 0xFE00...0xFE0F,
    0xFFF0...0xFFFF, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF, 0x1F468...0x1F469, 0xE0000...0xE007F, 0xE0100...0xE01EF,
    0x0...0x10FFFF,
  ]

  static func random(using random: inout SplitMix64) -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      guard let range = alphabet.randomElement(using: &random) else { continue }
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { scalars.append(scalar) }
    }
    return String(scalars)
  }
}
