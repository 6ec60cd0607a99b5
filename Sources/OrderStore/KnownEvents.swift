/// The order events that were applied last, so that a server that replays from further back than it was asked changes
/// nothing twice.
///
/// Ids are opaque, so only the events themselves tell. When the first order event of a connection is one of these, those
/// that follow are passed over for as long as they are known too, in the order they first came in. When it is not, nothing
/// is passed over: a stretch from further back must be applied whole, or its middle would be missing.
struct KnownEvents: Equatable, Sendable {
  /// How many are remembered.
  static let limit = 4096

  private enum Overlap: Equatable {
    /// No order event has come on this connection.
    case undecided
    /// All order events on this connection were known; the last one by that index.
    case passing(last: Int)
    case none
  }

  /// The oldest one stands at `start`, and what follows it to the end and round.
  private var ring: [Fingerprint] = []
  private var start = 0
  private var overlap = Overlap.none
  /// The id in force before the next order event of this connection.
  private var previousID = ""

  init() {}

  /// Those of a saved stretch of the stream, the oldest first.
  init(_ saved: some Sequence<Fingerprint>) { ring = Array(saved.suffix(Self.limit)) }

  /// Whether the stream is where it has been before.
  var isPassing: Bool { if case .passing = overlap { true } else { false } }

  /// A connection is made.
  ///
  /// - Parameters:
  ///   - id: the id that it asks to go on from.
  ///   - isWhole: whatever comes is to be applied, known or not.
  mutating func connect(after id: String, isWhole: Bool) {
    overlap = isWhole || ring.isEmpty ? .none : .undecided
    previousID = id
  }

  /// Takes an order event, and remembers it.
  ///
  /// - Parameter fingerprint: `nil` for an event without an id, which is never known.
  /// - Returns: whether it was applied before, and must not be again.
  mutating func take(_ fingerprint: Fingerprint?, id: @autoclosure () -> String) -> Bool {
    if overlap != .none, pass(fingerprint, id: id()) { return true }
    guard let fingerprint else { return false }
    if ring.count < Self.limit {
      ring.append(fingerprint)
    } else {
      ring[start] = fingerprint
      start = start + 1 == Self.limit ? 0 : start + 1
    }
    return false
  }

  /// Whether an event is passed over. The first that is not ends it.
  private mutating func pass(_ fingerprint: Fingerprint?, id: String) -> Bool {
    if start > 0 {
      ring = Array(ring[start...] + ring[..<start])
      start = 0
    }
    // An event that has no id of its own may be a new one that is the same in every byte.
    let index = fingerprint.flatMap { id == previousID ? next($0) : position(of: $0) }
    previousID = id
    overlap = index.map { $0 == ring.count - 1 ? .none : .passing(last: $0) } ?? .none
    return index != nil
  }

  /// Where an event is known from, after the last one that was passed over.
  private func position(of fingerprint: Fingerprint) -> Int? {
    guard case .passing(let last) = overlap else { return ring.lastIndex(of: fingerprint) }
    return ring[(last + 1)...].firstIndex(of: fingerprint)
  }

  /// The same, if it can only be the very next, or at the beginning the newest of all.
  private func next(_ fingerprint: Fingerprint) -> Int? {
    let index = if case .passing(let last) = overlap { last + 1 } else { ring.count - 1 }
    return ring.indices.contains(index) && ring[index] == fingerprint ? index : nil
  }
}
