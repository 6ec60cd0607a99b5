import TestSupport

extension LoopbackStep {
  /// Takes a request and opens an event stream, with these events at once.
  static func stream(_ events: String...) -> [LoopbackStep] {
    [.request, .eventStreamHead(), .send(events.joined())]
  }

  /// Takes a request and answers without an event stream.
  static func answer(_ status: String, _ fields: String...) -> [LoopbackStep] {
    let head = ["HTTP/1.1 \(status)", "Content-Length: 0", "Connection: close"] + fields
    return [.request, .send(head.map { $0 + "\r\n" }.joined() + "\r\n"), .close]
  }

  static func event(_ id: Int, _ type: String, _ data: String = "{}") -> String {
    "id: \(id)\nevent: \(type)\ndata: \(data)\n\n"
  }

  static func order(_ id: Int, _ status: String = "CREATED") -> String {
    event(id, "order-created", #"{"orderId":"order-\#(id)","customerId":"cust-1","status":"\#(status)"}"#)
  }
}

extension LoopbackServer {
  /// The endpoint's URL.
  var orders: String { url("/v1/orders/live") }

  /// The fields of a request with this name, in any case.
  func fields(_ name: String, ofRequest index: Int) -> [String] {
    guard requests.indices.contains(index) else { return [] }
    return requests[index].split(separator: "\r\n").dropFirst().compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == name.lowercased() else { return nil }
      return String(parts[1].drop { $0 == " " })
    }
  }

  /// The target of a request: path and query.
  func target(ofRequest index: Int) -> String {
    guard requests.indices.contains(index) else { return "" }
    return requests[index].split(separator: " ").dropFirst().first.map(String.init) ?? ""
  }
}
