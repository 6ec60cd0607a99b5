import ArgumentParser

/// A long time on the command line: a number with `s`, `m`, `h` or `d`; seconds without.
struct TimeSpan: ExpressibleByArgument, Sendable {
  let duration: Duration

  init(_ duration: Duration) { self.duration = duration }

  init?(argument: String) {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    let unit = argument.last.flatMap { units[$0] }
    guard let value = Double(unit == nil ? argument : String(argument.dropLast())), value.isFinite, value >= 0,
      value * (unit ?? 1) <= Seconds.limit
    else { return nil }
    duration = .seconds(value * (unit ?? 1))
  }

  var defaultValueDescription: String {
    let seconds = duration.components.seconds
    return seconds % 86_400 == 0 && seconds > 86_400 ? "\(seconds / 86_400)d" : "\(seconds / 3600)h"
  }
}

/// A size on the command line: bytes, or with `K`, `M` or `G` as many KiB, MiB or GiB.
struct ByteCount: ExpressibleByArgument, Sendable {
  /// No file needs more, and nothing may overflow.
  static let limit = 1 << 50

  let bytes: Int

  init(_ bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    let units: [Character: Int] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
    let unit = argument.lowercased().last.flatMap { units[$0] }
    guard let value = Int(unit == nil ? argument : String(argument.dropLast())), value >= 0 else { return nil }
    let (bytes, overflow) = value.multipliedReportingOverflow(by: unit ?? 1)
    guard !overflow, bytes <= Self.limit else { return nil }
    self.bytes = bytes
  }

  var defaultValueDescription: String { bytes % (1 << 20) == 0 ? "\(bytes >> 20)M" : "\(bytes)" }
}
