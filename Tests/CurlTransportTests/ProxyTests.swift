import CurlTransport
import EventStream
import Glibc
import TestSupport
import Testing

/// Each in a process of its own: the environment belongs to the whole process.
@Suite("CurlTransport: proxies from the environment")
struct ProxyTests {
  @Test("a proxy that shall connect to a server sees none of the header fields for it")
  func connect() async {
    await #expect(processExitsWith: .success) {
      let proxy = try LoopbackServer([.request, .send("HTTP/1.1 407 Who?\r\nContent-Length: 0\r\n\r\n"), .stall])
      setenv("https_proxy", proxy.url(), 1)
      let headers = [HTTPField("Authorization", "Bearer secret")]
      await #expect(throws: TransportError(.broken, "the proxy answered 407 and does not connect")) {
        try await CurlTransport(userAgent: "ordertop/test").open(
          HTTPRequest(url: "https://orders.test/", headers: headers))
      }
      let request = try #require(proxy.requests.first)
      #expect(request.hasPrefix("CONNECT orders.test:443 HTTP/1.1\r\n"))
      #expect(!request.contains("Authorization"))
    }
  }

  @Test("a plain request goes through the proxy as it is")
  func plain() async {
    await #expect(processExitsWith: .success) {
      let proxy = try LoopbackServer([.request, .eventStreamHead(), .send("data: 1\n\n"), .close])
      setenv("http_proxy", proxy.url(), 1)
      let response = try await CurlTransport(userAgent: "ordertop/test").open(HTTPRequest(url: "http://orders.test/a"))
      #expect(try await response.body.next() == Array("data: 1\n\n".utf8))
      #expect(proxy.requests.first?.hasPrefix("GET http://orders.test/a HTTP/1.1\r\n") == true)
    }
  }

  @Test("a proxy that cannot be reached is named")
  func unreachable() async {
    await #expect(processExitsWith: .success) {
      setenv("http_proxy", "http://proxy.invalid:3128", 1)
      await #expect(throws: TransportError(.unreachable, "cannot look up the proxy")) {
        try await CurlTransport(userAgent: "ordertop/test").open(HTTPRequest(url: "http://orders.test/"))
      }
    }
  }
}
