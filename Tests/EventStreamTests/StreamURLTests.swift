import Testing

@testable import EventStream

@Suite("StreamURL")
struct StreamURLTests {
  @Test(
    "a URL is taken apart and put together again",
    arguments: [
      ("http://h", "http://h/"),
      ("HTTP://Orders.Example/v1/orders/live", "http://orders.example/v1/orders/live"),
      ("https://h:8443/a?b=c", "https://h:8443/a?b=c"),
      ("http://h:/a", "http://h/a"),
      ("http://h?x=1", "http://h/?x=1"),
      ("http://h/a?", "http://h/a?"),
      ("http://h/a?x=1#part?y=2", "http://h/a?x=1"),
      ("http://[::1]:8080/a", "http://[::1]:8080/a"),
      ("http://h/a b/é?q=ü%20\"", "http://h/a%20b/%C3%A9?q=%C3%BC%20%22"),
      ("http://h/a?b=http://c/d?e", "http://h/a?b=http://c/d?e"),
    ])
  func parts(text: String, expected: String) throws {
    #expect(try StreamURL(text).text == expected)
  }

  @Test(
    "what is no URL of a stream is refused with a sentence that says why",
    arguments: [
      ("", "must begin with http:// or https://"),
      ("h/a", "must begin with http:// or https://"),
      ("ftp://h/", "must begin with http:// or https://"),
      ("file:///etc/passwd", "must begin with http:// or https://"),
      ("http:h", "must begin with http:// or https://"),
      (" http://h", "must begin with http:// or https://"),
      ("http:///a", "names no host"),
      ("http://:80/", "names no host"),
      ("http://user:secret@h/", "user name or password"),
      ("http://good.example\\@evil.example/", "user name or password"),
      ("http://good.example\\.evil.example/", "no host name has"),
      ("http://h%2Eexample/", "no host name has"),
      ("http://bücher.example/", "written in ASCII"),
      ("http://h:0/", "from 1 to 65535"),
      ("http://h:65536/", "from 1 to 65535"),
      ("http://h:99999999999999999999/", "from 1 to 65535"),
      ("http://h:8a/", "from 1 to 65535"),
      ("http://[::1]x/", "from 1 to 65535"),
      ("http://[]/", "IPv6"),
      ("http://[::g]/", "IPv6"),
      ("http://[::1/", "no host name has"),
      ("http://h/\r\nX: y", "control character"),
      ("http://h/\u{0}", "control character"),
    ])
  func refusals(text: String, reason: String) {
    let error = #expect(throws: InvalidStreamRequest.self) { try StreamURL(text) }
    #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "accepted")")
  }

  @Test("an origin is scheme, host in any case, and port, given or not")
  func origins() throws {
    let origin = try StreamURL("http://H/a").origin
    #expect(try StreamURL("http://h:80/b?c").origin == origin)
    #expect(try StreamURL("https://h/").origin != origin)
    #expect(try StreamURL("http://h:8080/").origin != origin)
    #expect(try StreamURL("http://h.example/").origin != origin)
    #expect(try StreamURL("https://h:443/").origin == StreamURL("https://h").origin)
  }

  @Test(
    "a query item is appended to whatever query there is",
    arguments: [
      ("http://h/a", "http://h/a?k=v"), ("http://h/a?", "http://h/a?k=v"), ("http://h/a?b", "http://h/a?b&k=v"),
      ("http://h/a?b=c&", "http://h/a?b=c&k=v"),
    ])
  func queryItems(text: String, expected: String) throws {
    var url = try StreamURL(text)
    url.addQueryItem(name: "k", value: "v")
    #expect(url.text == expected)
  }
}
