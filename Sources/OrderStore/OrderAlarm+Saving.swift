import OrderProtocol
import SavedState

extension OrderAlarm {
  /// Whether there is anything to remember: that an order is late follows from its age.
  var isSaved: Bool { phase != .raised || cause == .cancelled || goneAt != nil || shelvedUntil != nil }

  /// The alarm as it is saved.
  func saved(at moment: Moment) -> SavedAlarm {
    let phase: SavedAlarm.Phase =
      switch phase {
      case .raised: .raised
      case .acknowledged: .acknowledged
      case .cleared: .cleared
      }
    let shelvedUntil = shelvedUntil.map { moment.wall(at: $0) }
    return switch cause {
    case .late(let status): SavedAlarm(.late, phase, since: since, status: status, shelvedUntil: shelvedUntil)
    case .cancelled: SavedAlarm(.cancelled, phase, since: since, shelvedUntil: shelvedUntil)
    }
  }

  /// A saved alarm.
  ///
  /// - Parameter longest: it is put off no longer than that, whatever the clock did since.
  init(_ saved: SavedAlarm, atMost longest: Duration, at moment: Moment) {
    self.init(saved.cause == .cancelled ? .cancelled : .late(in: saved.status ?? .pending), since: saved.since)
    phase =
      switch saved.phase {
      case .raised: .raised
      case .acknowledged: .acknowledged
      case .cleared: .cleared
      }
    shelvedUntil = saved.shelvedUntil.map { moment.monotonic + min(longest, moment.wall.age(at: $0)) }
  }
}
