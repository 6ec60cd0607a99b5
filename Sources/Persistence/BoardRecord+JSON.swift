import OrderProtocol
import SavedState

// The nested parts of the board's record as JSON texts, readable with the sqlite3 shell.

extension JSONValue {
  init(_ text: String?) { self = text.map { .string($0) } ?? .null }
  init(_ number: Int?) { self = number.map { JSONValue($0) } ?? .null }
  init(_ time: Timestamp?) { self = time.map { JSONValue($0.milliseconds) } ?? .null }
  init(_ duration: Duration?) { self = duration.map { .number($0.decimalSeconds) } ?? .null }

  init(_ gaps: [Gap]) {
    self = .array(
      gaps.map { gap in
        .object([
          "at": JSONValue(gap.at), "reason": .string(gap.reason), "requestedId": JSONValue(gap.requestedID),
          "oldestAvailable": JSONValue(gap.oldestAvailable), "trustedUntil": JSONValue(gap.trustedUntil),
        ])
      })
  }

  init(_ counts: [String: Int]) { self = .object(counts.mapValues { JSONValue($0) }) }

  init(_ hour: SavedHour) {
    self = .object(["newestMinute": JSONValue(hour.newestMinute), "counts": .array(hour.counts.map { JSONValue($0) })])
  }

  init(_ view: SavedView) {
    self = .object([
      "filter": .string(view.filter), "sort": .string(view.sort), "isReversed": .boolean(view.isReversed),
      "showsExceptionsOnly": .boolean(view.showsExceptionsOnly), "showsBoard": .boolean(view.showsBoard),
      "theme": .string(view.theme),
      "selection": JSONValue(view.selection),
    ])
  }

  init(_ connection: SavedConnection) {
    self = .object([
      "phase": .string(connection.phase.rawValue), "retryNumber": JSONValue(connection.retryNumber),
      "retryLimit": JSONValue(connection.retryLimit), "waitUntil": JSONValue(connection.waitUntil),
      "reason": JSONValue(connection.reason), "replayDone": JSONValue(connection.replayDone),
      "replayTotal": JSONValue(connection.replayTotal), "openedAt": JSONValue(connection.openedAt),
      "streamId": JSONValue(connection.streamID), "heartbeatTimeout": JSONValue(connection.heartbeatTimeout),
      "lastHeartbeat": JSONValue(connection.lastHeartbeat), "lastSignOfLife": JSONValue(connection.lastSignOfLife),
      "lastEvent": JSONValue(connection.lastEvent), "lastServerTime": JSONValue(connection.lastServerTime),
      "trustedUntil": JSONValue(connection.trustedUntil),
      "intervals": .array(
        connection.intervals.map { $0.flatMap { $0.isFinite ? .number($0.description) : nil } ?? .null }),
      "longestSilence": JSONValue(connection.longestSilence), "lag": JSONValue(connection.lag),
      "reconnects": JSONValue(connection.reconnects), "eventCount": JSONValue(connection.eventCount),
    ])
  }
}

extension Gap {
  init?(_ json: JSONValue) {
    var members = Members(json)
    self.init(
      at: members.time("at") ?? Timestamp(milliseconds: 0), reason: members.string("reason") ?? "",
      requestedID: members.string("requestedId"), oldestAvailable: members.string("oldestAvailable"),
      trustedUntil: members.time("trustedUntil"))
    guard members.isComplete(["at", "reason"]) else { return nil }
  }
}

extension SavedHour {
  init?(_ json: JSONValue) {
    var members = Members(json)
    self.init()
    newestMinute = members.integer("newestMinute") ?? 0
    counts = members.list("counts") { JSONValue.integer($0).flatMap { Int(exactly: $0) } } ?? []
    guard members.isComplete(["newestMinute", "counts"]) else { return nil }
  }
}

extension SavedView {
  init?(_ json: JSONValue) {
    var members = Members(json)
    self.init()
    filter = members.string("filter") ?? ""
    sort = members.string("sort") ?? ""
    isReversed = members.boolean("isReversed") ?? false
    showsExceptionsOnly = members.boolean("showsExceptionsOnly") ?? false
    showsBoard = members.boolean("showsBoard") ?? false
    theme = members.string("theme") ?? ""
    selection = members.string("selection")
    guard members.isComplete([]) else { return nil }
  }
}

extension SavedConnection {
  init?(_ json: JSONValue) {
    var members = Members(json)
    self.init()
    let word = members.string("phase") ?? ""
    guard let phase = SavedPhase(rawValue: word) else { return nil }
    self.phase = phase
    retryNumber = members.count("retryNumber")
    retryLimit = members.count("retryLimit")
    waitUntil = members.time("waitUntil")
    reason = members.string("reason")
    replayDone = members.count("replayDone")
    replayTotal = members.count("replayTotal")
    openedAt = members.time("openedAt")
    streamID = members.string("streamId")
    heartbeatTimeout = members.duration("heartbeatTimeout") ?? .zero
    lastHeartbeat = members.time("lastHeartbeat")
    lastSignOfLife = members.time("lastSignOfLife")
    lastEvent = members.time("lastEvent")
    lastServerTime = members.time("lastServerTime")
    trustedUntil = members.time("trustedUntil")
    intervals = members.list("intervals") { $0 == .null ? .some(nil) : JSONValue.double($0).map { .some($0) } } ?? []
    longestSilence = members.duration("longestSilence")
    lag = members.duration("lag")
    reconnects = members.count("reconnects") ?? 0
    eventCount = members.count("eventCount") ?? 0
    guard members.isComplete(["heartbeatTimeout", "intervals", "reconnects", "eventCount"]) else { return nil }
  }
}

extension JSONValue {
  static func integer(_ value: JSONValue) -> Int64? {
    guard case .number(let text) = value else { return nil }
    return Int64(text)
  }

  static func double(_ value: JSONValue) -> Double? {
    guard case .number(let text) = value else { return nil }
    return Double(text)
  }
}
