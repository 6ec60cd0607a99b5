import Dashboard
import OrderProtocol
import OrderStore
import SavedState
import Testing

@testable import ordertop

@Suite("Status as JSON")
struct StatusJSONTests {
  private static let now = Timestamp(milliseconds: 1_721_053_800_000)

  private static func ago(_ milliseconds: Int64) -> Timestamp {
    Timestamp(milliseconds: now.milliseconds - milliseconds)
  }

  private func object(_ change: (inout BoardRecord) -> Void) -> String {
    var board = BoardRecord(savedAt: Self.ago(1_250))
    change(&board)
    let report = StatusReport(
      source: "h:1", filters: ["a\"\u{1B}", "b"], board: board, late: ["PENDING": 1], warned: ["PENDING": 3],
      oldest: ["PENDING": (OrderID("order-\n#1"), Self.ago(600_500))], limits: .standard, now: Self.now)
    return StatusJSON.object(report)
  }

  @Test("a board at work")
  func live() {
    let text = object { board in
      board.connection.phase = .live
      board.connection.lastHeartbeat = Self.ago(12_000)
      board.connection.lastEvent = Self.ago(400)
      board.connection.lastSignOfLife = Self.ago(-3_000)
      board.connection.streamID = "live-1"
      board.lastEventID = "48213"
      board.counts = ["CREATED": 1, "PENDING": 2, "OTHER": 3, "SHIPPED": 4]
      board.unverified = 5
      board.agedOut = 6
      board.lastError = Self.ago(0)
      board.errorsLastHour.newestMinute = Self.now.milliseconds / 60_000
      board.errorsLastHour.counts = [7]
    }
    #expect(
      text == #"{"state":"live","stale":false,"connection":"live","reason":null,"retry":null,"waitSeconds":null,"#
        + #""replay":null,"secondsSinceHeartbeat":12,"secondsSinceEvent":0.400,"secondsSinceSignOfLife":0,"#
        + #""heartbeatTimeout":60,"open":6,"late":1,"warning":2,"#
        + #""worst":{"orderId":"order-\n#1","status":"PENDING","secondsOver":0.500},"#
        + #""statuses":{"CREATED":1,"PENDING":2,"PROCESSING":0,"SHIPPED":4,"CANCELLED":0,"OTHER":3},"#
        + #""unverified":5,"agedOut":6,"shippedLastHour":0,"errorsLastHour":7,"lastErrorAt":"2024-07-15T14:30:00Z","#
        + #""gap":null,"gaps":0,"streamId":"live-1","lastEventId":"48213","source":"h:1","#
        + #""filters":["a\"\u001b","b"],"savedAt":"2024-07-15T14:29:58.750Z","secondsSinceSave":1.250}"#)
  }

  @Test("a wait, a replay and a gap")
  func waiting() {
    let text = object { board in
      board.connection.phase = .retry
      board.connection.reason = "lost\n"
      board.connection.retryNumber = 3
      board.connection.retryLimit = 10
      board.connection.waitUntil = Self.ago(-6_500)
      board.connection.replayDone = 12
      board.gaps = [
        Gap(at: Self.ago(9_000), reason: "old"),
        Gap(at: Self.now, reason: "EVENT_ID_EXPIRED", requestedID: "15", oldestAvailable: "500"),
      ]
    }
    #expect(
      text.hasPrefix(
        #"{"state":"retry","stale":false,"connection":"retry","reason":"lost\n","retry":{"number":3,"limit":10},"#
          + #""waitSeconds":6.500,"replay":{"done":12,"total":null},"#))
    #expect(
      text.contains(
        #""gap":{"at":"2024-07-15T14:30:00Z","reason":"EVENT_ID_EXPIRED","requestedId":"15","#
          + #""oldestAvailable":"500"},"gaps":2,"#))
  }

  @Test("a state that nobody saves to is stale, and what it claimed stays to be seen")
  func stale() {
    let text = object { board in
      board.connection.phase = .live
      board.savedAt = Self.ago(60_001)
    }
    #expect(text.hasPrefix(#"{"state":"stale","stale":true,"connection":"live","#))
    #expect(text.hasSuffix(#""secondsSinceSave":60.001}"#))
  }

  @Test("no state: all the same members")
  func none() {
    let text = StatusJSON.object(nil)
    #expect(text.hasPrefix(#"{"state":"none","stale":true,"connection":null,"#))
    func names(_ json: String) -> [Substring] { json.matches(of: /[{,]"(\w+)":/).map(\.1) }
    #expect(names(text).count == 29)
    #expect(names(object { _ in }).filter { names(text).contains($0) }.count >= 29)
  }

  @Test("times that nobody can have meant trap nothing")
  func hostile() {
    let text = object { board in
      board.savedAt = Timestamp(milliseconds: .min)
      board.connection.waitUntil = Timestamp(milliseconds: .max)
      board.connection.lastEvent = Timestamp(milliseconds: .max)
      board.connection.heartbeatTimeout = .seconds(Int64.max)
    }
    #expect(text.contains(#""secondsSinceSave":9223372036854775.807"#))
    #expect(text.contains(#""heartbeatTimeout":9223372036854775807"#))
  }
}
