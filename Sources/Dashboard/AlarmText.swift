import OrderStore
import TerminalUI

extension AlarmState {
  /// Tells the states apart without colour, and without blinking.
  var mark: String {
    switch self {
    case .new: "!!"
    case .acknowledged: "!a"
    case .cleared: "!-"
    case .shelved: "z"
    }
  }

  var role: Role {
    switch self {
    case .new: .alarmNew
    case .acknowledged: .alarmAcknowledged
    case .cleared: .alarmCleared
    case .shelved: .alarmShelved
    }
  }
}

extension ShownAlarm {
  /// What it is and what became of it, in a few words.
  var text: String {
    let cause = isCancellation ? "cancelled" : "late"
    return switch state {
    case .new: "\(cause), unacknowledged"
    case .acknowledged: "\(cause), acknowledged"
    case .cleared: "was \(cause), unacknowledged"
    case .shelved: "shelved" + (remaining.map { ", \($0.ageText) left" } ?? "")
    }
  }
}

extension OrderCounts {
  /// What there is to acknowledge among the late orders, and what was: `2 new`, `1 ack`; empty where no order has an
  /// alarm.
  var alarmSpans: [Span] {
    var spans: [Span] = []
    func add(_ count: Int, _ word: String, _ role: Role) {
      guard count > 0 else { return }
      if !spans.isEmpty { spans.append(Span(", ", .text)) }
      spans.append(Span("\(count) \(word)", role))
    }
    add(alarms.newLate, "new", .alarmNew)
    add(alarms.acknowledged, "ack", .alarmAcknowledged)
    add(alarms.shelved, "shelved", .alarmShelved)
    return spans
  }
}
