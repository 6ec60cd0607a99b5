import DequeModule

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

  private var fingerprints: Deque<Fingerprint> = []
  private var overlap = Overlap.none
  /// The id in force before the next order event of this connection.
  private var previousID = ""

  init() {}

  /// Those of a saved stretch of the stream, the oldest first.
  init(_ saved: some Sequence<Fingerprint>) { fingerprints = Deque(saved.suffix(Self.limit)) }

  /// Whether the stream is where it has been before.
  var isPassing: Bool { if case .passing = overlap { true } else { false } }

  /// A connection is made.
  ///
  /// - Parameters:
  ///   - id: the id that it asks to go on from.
  ///   - isWhole: whatever comes is to be applied, known or not.
  mutating func connect(after id: String, isWhole: Bool) {
    overlap = isWhole || fingerprints.isEmpty ? .none : .undecided
    previousID = id
  }

  /// Takes an order event, and remembers it.
  ///
  /// - Parameter fingerprint: `nil` for an event without an id, which is never known.
  /// - Returns: whether it was applied before, and must not be again.
  mutating func take(_ fingerprint: Fingerprint?, id: String) -> Bool {
    if overlap != .none {
      // An event that has no id of its own may be a new one that is the same in every byte.
      let index = fingerprint.flatMap { id == previousID ? next($0) : position(of: $0) }
      previousID = id
      if let index {
        overlap = index == fingerprints.count - 1 ? .none : .passing(last: index)
        return true
      }
      overlap = .none
    }
    if let fingerprint {
      if fingerprints.count == Self.limit { fingerprints.removeFirst() }
      fingerprints.append(fingerprint)
    }
    return false
  }

  /// Where an event is known from, after the last one that was passed over.
  private func position(of fingerprint: Fingerprint) -> Int? {
    guard case .passing(let last) = overlap else { return fingerprints.lastIndex(of: fingerprint) }
    return fingerprints[(last + 1)...].firstIndex(of: fingerprint)
  }

  /// The same, if it can only be the very next, or at the beginning the newest of all.
  private func next(_ fingerprint: Fingerprint) -> Int? {
    let index = if case .passing(let last) = overlap { last + 1 } else { fingerprints.count - 1 }
    return fingerprints.indices.contains(index) && fingerprints[index] == fingerprint ? index : nil
  }
}
