import OrderProtocol

/// Something that goes wrong on purpose on every connection, for trying a client out. Only the command line can ask for it.
package enum Fault: Equatable, Sendable {
  /// `drop-every=T`: the connection breaks when it is so old.
  case drop(every: Duration)
  /// `stall-after=T`: nothing comes any more, heartbeats included; the connection stays.
  case stall(after: Duration)
  /// `drip=N`: so many bytes a second.
  case drip(bytesPerSecond: Int)
  /// `expire-history`: no position that a client sends can be resumed.
  case expireHistory
  /// `error=CODE`, `error=CODE@every=T`: an `error` event at once, or again and again. One that is not recoverable ends
  /// the stream.
  case error(code: String, every: Duration?)
  /// `maintenance=T`: `disconnecting` when the connection is so old, and its end.
  case maintenance(after: Duration)
  /// `malformed-every=T`: an event whose data is cut off.
  case malformed(every: Duration)
  /// `no-heartbeats`
  case noHeartbeats
  /// `refuse=STATUS`: every request for a stream is answered so.
  case refuse(status: Int)

  /// How each is asked for, and what happens then.
  package static let forms: [(form: String, meaning: String)] = [
    ("drop-every=T", "the connection breaks"), ("stall-after=T", "nothing comes any more"),
    ("drip=N", "N bytes a second"), ("expire-history", "no position can be resumed"),
    ("error=CODE", "an error event"), ("error=CODE@every=T", "one again and again"),
    ("maintenance=T", "disconnecting"), ("malformed-every=T", "an event cut off"),
    ("no-heartbeats", "there are none"), ("refuse=STATUS", "no stream"),
  ]

  /// - Parameter text: as it stands after `--fault`.
  /// - Returns: `nil` when it is none.
  package init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.dropFirst().first
    let time = value.flatMap { Duration(faultTime: $0) }
    switch (parts.first, value) {
    case ("expire-history", nil): self = .expireHistory
    case ("no-heartbeats", nil): self = .noHeartbeats
    case ("error", let value?):
      let parts = value.split(separator: "@every=", maxSplits: 1, omittingEmptySubsequences: false)
      let every = parts.dropFirst().first.map { Duration(faultTime: $0) }
      guard let code = parts.first, Self.isCode(code), every == nil || every != .some(nil) else { return nil }
      self = .error(code: String(code), every: every ?? nil)
    case ("drip", let value?):
      guard let rate = Int(value), (1...1_000_000_000).contains(rate) else { return nil }
      self = .drip(bytesPerSecond: rate)
    case ("refuse", let value?):
      guard let status = Int(value), (400...599).contains(status) else { return nil }
      self = .refuse(status: status)
    default:
      guard let time else { return nil }
      switch parts.first {
      case "drop-every": self = .drop(every: time)
      case "stall-after": self = .stall(after: time)
      case "maintenance": self = .maintenance(after: time)
      case "malformed-every": self = .malformed(every: time)
      default: return nil
      }
    }
  }

  private static func isCode(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }
}

extension Duration {
  /// From `30s`, `250ms`, `2m`, or a plain number of seconds. At most a day, and not less than a millisecond.
  fileprivate init?(faultTime text: Substring) {
    let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("", 1)]
    for (unit, seconds) in units where text.hasSuffix(unit) {
      guard let number = Double(text.dropLast(unit.count)), number.isFinite else { return nil }
      guard (0.001...86_400).contains(number * seconds) else { return nil }
      self = .seconds(number * seconds)
      return
    }
    return nil
  }
}
