import OrderProtocol

/// What goes wrong on one connection, and when.
struct FaultSchedule {
  typealias Instant = ContinuousClock.Instant

  enum Event: Equatable {
    case breakOff
    case stall
    case fault(StreamFault)
    case maintenance
    case malformed
  }

  private struct Entry {
    var time: Instant
    var event: Event
    var interval: Duration?
  }

  private var entries: [Entry] = []
  private(set) var bytesPerSecond: Int?
  private(set) var hasHeartbeats = true

  init(_ faults: [Fault], from start: Instant) {
    for fault in faults {
      switch fault {
      case .drop(let time): add(.breakOff, after: time)
      case .stall(let time): add(.stall, after: time)
      case .maintenance(let time): add(.maintenance, after: time)
      case .malformed(let time): add(.malformed, after: time, every: time)
      case .error(let code, let time): add(.fault(StreamFault(requested: code)), after: time ?? .zero, every: time)
      case .drip(let rate): bytesPerSecond = rate
      case .noHeartbeats: hasHeartbeats = false
      case .expireHistory, .refuse: break
      }
    }

    func add(_ event: Event, after time: Duration, every interval: Duration? = nil) {
      entries.append(Entry(time: start + time, event: event, interval: interval))
    }
  }

  /// When the next thing goes wrong.
  var next: Instant? { entries.map(\.time).min() }

  /// Takes out what goes wrong now.
  mutating func due(_ now: Instant) -> [Event] {
    let due = entries.filter { $0.time <= now }
    entries.removeAll { $0.time <= now }
    for entry in due {
      guard let interval = entry.interval else { continue }
      entries.append(Entry(time: now + interval, event: entry.event, interval: interval))
    }
    return due.sorted { $0.time < $1.time }.map(\.event)
  }
}
