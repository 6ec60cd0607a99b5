import TestSupport

/// Recordings that the tests play.
enum SampleRecording {
  /// The head of a recording: it starts on 15 July 2024 at 14:00 UTC.
  static let head = ": ordertop recording 1\n: started 2024-07-15T14:00:00Z\n: +0\n"

  static func event(_ id: Int, _ type: String, _ data: String) -> String {
    "id: \(id)\nevent: \(type)\ndata: \(data)\n\n"
  }

  /// An order since a time of that day.
  static func order(_ id: Int, status: String, since time: String, more: String = "") -> String {
    let name = "order-\(id < 10 ? "00" : id < 100 ? "0" : "")\(id)"
    return event(
      id, "order-created",
      #"{"orderId":"\#(name)","customerId":"cust-\#(id % 7)","status":"\#(status)","total":\#(id).25,"#
        + #""timestamp":"2024-07-15T\#(time)Z"\#(more)}"#)
  }

  /// A board of 40 orders, 1 to 10 late, 11 to 20 soon late, and ten that were shipped; then a heartbeat every 10 s.
  static let board: String = {
    let items = (1...60).map { #"{"itemId":"item-\#($0)","name":"Thing \#($0)","quantity":1,"price":2.5}"# }
    var text = head + event(1, "connected", #"{"streamId":"live-abc"}"#)
    for id in 1...40 {
      let (status, time) =
        id <= 10 ? ("PENDING", "13:30:00") : id <= 20 ? ("PENDING", "13:51:00") : ("PROCESSING", "13:59:00")
      let more = id == 1 ? #","items":[\#(items.joined(separator: ","))]"# : ""
      text += order(id, status: status, since: time, more: more)
    }
    for id in 41...50 {
      text += order(id, status: "PROCESSING", since: "13:50:00")
      text += event(id, "order-shipped", #"{"orderId":"order-0\#(id)","carrier":"UPS","trackingNumber":"1Z\#(id)"}"#)
    }
    for id in 51...80 { text += event(id, "heartbeat", #"{"timestamp":"2024-07-15T14:00:00Z"}"#) + ": +10\n" }
    return text
  }()

  /// A few seconds long, with an end.
  static let short: String =
    head + order(1, status: "CREATED", since: "14:00:00") + ": +5\n" + event(2, "heartbeat", "{}") + ": +5\n: closed\n"
}
