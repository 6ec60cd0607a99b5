import OrderProtocol
import SavedState

extension JSONValue {
  init(_ alarm: SavedAlarm) {
    self = .object([
      "cause": .string(alarm.cause.rawValue), "phase": .string(alarm.phase.rawValue), "since": JSONValue(alarm.since),
      "status": JSONValue(alarm.status?.word), "shelvedUntil": JSONValue(alarm.shelvedUntil),
    ])
  }
}

extension SavedAlarm {
  init?(_ json: JSONValue) {
    var members = Members(json)
    guard let cause = members.string("cause").flatMap(Cause.init), let since = members.time("since"),
      let phase = members.string("phase").flatMap(Phase.init)
    else { return nil }
    self.init(
      cause, phase, since: since, status: members.string("status").map { OrderStatus($0) },
      shelvedUntil: members.time("shelvedUntil"))
    guard members.isComplete([]) else { return nil }
  }
}

extension Columns {
  mutating func alarm() -> SavedAlarm? {
    parsedLater { JSONValue(String(decoding: $0, as: UTF8.self)).flatMap { SavedAlarm($0) } }
  }
}
