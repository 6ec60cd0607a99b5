/// A size as people write it: bytes, or with `K`, `M` or `G` as many KiB, MiB or GiB.
package struct ByteCount: Equatable, Sendable {
  /// No file needs more, and nothing may overflow.
  package static let limit = 1 << 50

  package let bytes: Int

  /// `nil` for what is negative or beyond the limit.
  package init?(bytes: Int) {
    guard 0...Self.limit ~= bytes else { return nil }
    self.bytes = bytes
  }

  /// From `4096`, `64K`, `256M`, `2G`; `nil` for anything else.
  package init?(_ text: String) {
    let units: [Character: Int] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
    let unit = text.lowercased().last.flatMap { units[$0] }
    guard let value = Int(unit == nil ? text : String(text.dropLast())) else { return nil }
    let (bytes, overflow) = value.multipliedReportingOverflow(by: unit ?? 1)
    guard !overflow else { return nil }
    self.init(bytes: bytes)
  }

  /// The shortest exact way to write a size: `256M`, `1000`.
  package static func text(_ bytes: Int) -> String {
    for (unit, size) in [("G", 1 << 30), ("M", 1 << 20), ("K", 1 << 10)] where bytes > 0 && bytes % size == 0 {
      return "\(bytes / size)\(unit)"
    }
    return "\(bytes)"
  }
}
