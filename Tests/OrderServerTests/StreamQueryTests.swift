import OrderProtocol
import Testing

@testable import OrderServer

@Suite("The query of a request")
struct StreamQueryTests {
  @Test("nothing asked for is no filter", arguments: [nil, "", "&&", "x=1", "customerid=c", "=c"])
  func none(query: String?) throws {
    let query = try StreamQuery(query)
    #expect(query.filter.isEmpty && query.since == nil && query.stated.isEmpty)
  }

  @Test("names and values are percent-decoded, a plus is a blank")
  func decoding() throws {
    let query = try StreamQuery("%63ustomerId=a%2Bb%26c+d%3D&orderId=%E2%82%AC=1&eventTypes=error,order-created")
    #expect(query.filter.customerID == Array("a+b&c d=".utf8))
    #expect(query.filter.orderID == OrderID("€=1"))
    #expect(query.filter.types == [.fault, .created])
    #expect(query.stated.map(\.name) == ["customerId", "orderId", "eventTypes"])
  }

  @Test(
    "since is RFC 3339, also with a plus that was not encoded",
    arguments: [
      "2024-07-15T14:29:00Z", "2024-07-15T16:29:00%2B02:00", "2024-07-15T16:29:00+02:00", "2024-07-15+16:29:00+02:00",
      "2024-07-15t14%3A29%3A00.000z", "2024-07-15T13:29:00-01:00",
    ])
  func since(value: String) throws {
    #expect(try StreamQuery("since=\(value)").since == Timestamp("2024-07-15T14:29:00Z"))
  }

  @Test("malformed encodings are refused", arguments: ["%", "%4", "%+1", "%-1", "%zz", "%FF", "%C3%28", "a%"])
  func malformed(value: String) {
    #expect(throws: StreamQuery.Invalid(reason: "orderId is not percent-encoded UTF-8")) {
      try StreamQuery("orderId=\(value)")
    }
  }

  @Test("ids are compared by their bytes, not by what they look like")
  func bytes() throws {
    var history = EventHistory(name: "h", limits: HistoryLimits())
    let composed = EventDraft(type: "order-created", data: "{\"orderId\":\"caf\u{E9}\",\"customerId\":\"caf\u{E9}\"}")
    history.append(try history.prepared([composed], at: Timestamp(milliseconds: 0)))
    for (query, count) in [("caf%C3%A9", 1), ("cafe%CC%81", 0)] {
      #expect(history.count(after: 0, matching: try StreamQuery("orderId=\(query)").filter) == count)
      #expect(history.count(after: 0, matching: try StreamQuery("customerId=\(query)").filter) == count)
    }
    #expect(throws: StreamQuery.Invalid(reason: "orderId is given twice")) {
      try StreamQuery("orderId=caf%C3%A9&orderId=cafe%CC%81")
    }
  }
}
