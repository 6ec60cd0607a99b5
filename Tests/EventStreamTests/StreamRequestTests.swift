import Testing

@testable import EventStream

@Suite("StreamRequest")
struct StreamRequestTests {
  @Test("filters follow the URL's own query in their order, percent-encoded; a fragment is dropped")
  func filters() throws {
    let request = try StreamRequest(
      url: "http://h/live?tenant=a%20b#top",
      filters: [
        ("customerId", "Müller & Söhne=1+1"), ("eventTypes", "order-created,order-shipped"), ("orderId", "a#b%"),
      ])
    #expect(
      request.url == "http://h/live?tenant=a%20b&customerId=M%C3%BCller%20%26%20S%C3%B6hne%3D1%2B1"
        + "&eventTypes=order-created,order-shipped&orderId=a%23b%25")
  }

  @Test("since is sent until an event id is known, and again once the id is cleared")
  func since() throws {
    let request = try StreamRequest(url: "http://h/", filters: [("a", "b")], since: "2024-07-15T14:00:00+02:00")
    #expect(request.url(from: .after("")).text == "http://h/?a=b&since=2024-07-15T14:00:00%2B02:00")
    #expect(request.url(from: .after("15")).text == "http://h/?a=b")
    #expect(request.url(from: .since("2025")).text == "http://h/?a=b&since=2025")
    #expect(request.url == "http://h/?a=b")
  }

  @Test("a request says what it accepts, from where on, and who asks")
  func headers() throws {
    let request = try StreamRequest(
      url: "http://h/", headers: [HTTPField("X-Tenant", "blue"), HTTPField("x", "\tü y")])
    let message = request.httpRequest(to: request.endpoint, from: .after(" ß7\u{1}"), token: "t0k.en", isTrusted: true)
    #expect(message.url == "http://h/")
    #expect(
      message.headers == [
        HTTPField("Accept", "text/event-stream"), HTTPField("Cache-Control", "no-cache"),
        HTTPField("Last-Event-ID", " ß7\u{1}"), HTTPField("Authorization", "Bearer t0k.en"),
        HTTPField("X-Tenant", "blue"), HTTPField("x", "\tü y"),
      ])
  }

  @Test("without an id, with an empty id, and when starting from a time, no Last-Event-ID is sent")
  func noLastEventID() throws {
    let request = try StreamRequest(url: "http://h/")
    for position in [StreamRequest.Position.after(""), .since("2024")] {
      let message = request.httpRequest(to: request.endpoint, from: position, token: nil, isTrusted: true)
      #expect(message.headers.map(\.name) == ["Accept", "Cache-Control"])
    }
  }

  @Test("who is not trusted gets neither the token nor custom headers")
  func untrusted() throws {
    let request = try StreamRequest(url: "http://h/", headers: [HTTPField("X-Key", "secret")])
    let message = request.httpRequest(to: request.endpoint, from: .after("1"), token: "secret", isTrusted: false)
    #expect(message.headers.map(\.name) == ["Accept", "Cache-Control", "Last-Event-ID"])
  }

  @Test("a token wins over a custom Authorization header, which is sent when there is no token")
  func authorization() throws {
    let request = try StreamRequest(url: "http://h/", headers: [HTTPField("authorization", "Basic abc")])
    func authorizations(token: String?) -> [String] {
      request.httpRequest(to: request.endpoint, from: .after(""), token: token, isTrusted: true)
        .headers.filter { $0.name.lowercased() == "authorization" }.map(\.value)
    }
    #expect(authorizations(token: "abc") == ["Bearer abc"])
    #expect(authorizations(token: nil) == ["Basic abc"])
  }

  @Test(
    "a header that would break the request, or that the client sets, is refused",
    arguments: [
      HTTPField("X", "a\r\nY: b"), HTTPField("X", "a\nb"), HTTPField("X", "a\rb"), HTTPField("X", "a\u{0}b"),
      HTTPField("X", "a\u{7F}"), HTTPField("", "a"), HTTPField("X Y", "a"), HTTPField("X:", "a"),
      HTTPField("X\r\n", "a"), HTTPField("Ü", "a"), HTTPField("accept", "a"), HTTPField("Last-Event-ID", "1"),
      HTTPField("Cache-Control", "a"), HTTPField("Content-Length", "5"), HTTPField("Transfer-Encoding", "chunked"),
    ])
  func badHeaders(field: HTTPField) {
    let error = #expect(throws: InvalidStreamRequest.self) { try StreamRequest(url: "http://h/", headers: [field]) }
    #expect(error?.description.contains("header") == true)
    #expect(error?.reason.utf8.contains { $0 < 0x20 } == false)
  }

  @Test("a start id with a line end or NUL is refused", arguments: ["1\n", "1\r\nX: y", "\u{0}"])
  func badLastEventID(id: String) {
    #expect(throws: InvalidStreamRequest.self) { try StreamRequest(url: "http://h/", lastEventID: id) }
  }

  @Test(
    "a token that is empty or does not fit on one header line is refused, without being quoted",
    arguments: ["", "secret\n", "secret\r\nX: y", "sec ret", "secret\u{0}", "sécret", "secret\u{7F}"])
  func badTokens(token: String) throws {
    let request = try StreamRequest(url: "http://h/", token: { token })
    let error = #expect(throws: InvalidStreamRequest.self) { try request.readToken() }
    #expect(error?.reason.contains("token") == true)
    #expect(error?.reason.contains("secret") == false)
  }

  @Test("what the token provider throws is the sentence to show")
  func throwingToken() throws {
    let request = try StreamRequest(url: "http://h/", token: { throw InvalidStreamRequest("no such file") })
    #expect(throws: InvalidStreamRequest("no such file")) { try request.readToken() }
  }
}
