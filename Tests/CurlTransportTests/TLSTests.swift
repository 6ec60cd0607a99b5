import CurlTransport
import EventStream
import Glibc
import TestSupport
import Testing

@Suite(
  "CurlTransport: TLS and HTTP/2",
  .enabled(if: TLSFront.isInstalled, "needs nghttpx and openssl (packages nghttp2-proxy and openssl)"))
struct TLSTests {
  private let server: LoopbackServer

  init() throws {
    server = try LoopbackServer([.request, .eventStreamHead(), .send("data: 1\n\n"), .stall])
  }

  private func open(_ front: TLSFront, caFile: String?) async throws(TransportError) -> HTTPResponse {
    try await CurlTransport(caFile: caFile, userAgent: "ordertop/test").open(
      HTTPRequest(url: front.url("/live"), headers: [HTTPField("Last-Event-ID", "7")]))
  }

  /// Why a connection is refused; nothing of the request may have got through.
  private func refusal(_ certificate: TestCertificate, caFile: String?) async throws -> TransportError? {
    let front = try await TLSFront(certificate, before: server)
    do throws(TransportError) {
      _ = try await open(front, caFile: caFile)
      return nil
    } catch {
      #expect(server.accepted == 0)
      return error
    }
  }

  @Test("an authority of one's own is trusted as well, and the stream comes over HTTP/2 as it is sent")
  func ownAuthority() async throws {
    let certificate = try TestCertificate()
    let front = try await TLSFront(certificate, before: server)
    let response = try await open(front, caFile: certificate.authority)
    #expect(response.status == 200)
    #expect(response.header("Content-Type") == "text/event-stream")
    #expect(try await response.body.next() == Array("data: 1\n\n".utf8))
    let request = try #require(server.requests.first).lowercased()
    #expect(request.contains("get /live http/1.1\r\n"))
    #expect(request.contains("last-event-id: 7\r\n"))
    // What nghttpx says about the connection to it.
    #expect(request.contains("via: 2 nghttpx\r\n"))

    response.body.cancel()
    #expect(try await eventually { server.closedByPeer == 1 })
  }

  @Test("an authority that is not known")
  func unknownAuthority() async throws {
    let certificate = try TestCertificate()
    let error = TransportError(
      .tls, "the certificate of 127.0.0.1 is not trusted: unable to get local issuer certificate")
    #expect(try await refusal(certificate, caFile: nil) == error)
    let other = try TestCertificate()
    #expect(try await refusal(certificate, caFile: other.authority) == error)
  }

  @Test("a certificate for another name")
  func wrongName() async throws {
    let certificate = try TestCertificate(for: "DNS:orders.example.test")
    #expect(
      try await refusal(certificate, caFile: certificate.authority)
        == TransportError(.tls, "the certificate of 127.0.0.1 is for another name"))
  }

  @Test("a certificate that has expired")
  func expired() async throws {
    let certificate = try TestCertificate(days: -1)
    #expect(
      try await refusal(certificate, caFile: certificate.authority)
        == TransportError(.tls, "the certificate of 127.0.0.1 is not trusted: certificate has expired"))
  }

  @Test("a certificate in the CA file that is damaged inside")
  func damagedAuthority() async throws {
    let folder = try TemporaryFolder()
    try folder.write("-----BEGIN CERTIFICATE-----\nMIIBhello\n-----END CERTIFICATE-----\n", to: "ca.pem")
    #expect(
      try await refusal(TestCertificate(), caFile: folder.path("ca.pem"))
        == TransportError(.invalidRequest, "the CA certificates cannot be used"))
  }

  @Test("a stream that the server drops")
  func dropped() async throws {
    let server = try LoopbackServer([
      .request, .eventStreamHead("Transfer-Encoding: chunked"), .chunk("data: hal"), .wait(.milliseconds(50)), .reset,
    ])
    let certificate = try TestCertificate()
    let front = try await TLSFront(certificate, before: server)
    let (text, reason) = try await open(front, caFile: certificate.authority).body.text()
    #expect(text == "data: hal")
    #expect(reason == "the server broke the HTTP/2 stream off: INTERNAL_ERROR")
  }

  @Test("a connection that breaks without the end that TLS requires")
  func killed() async throws {
    let certificate = try TestCertificate()
    var front: TLSFront? = try await TLSFront(certificate, before: server)
    let response = try await open(#require(front), caFile: certificate.authority)
    #expect(try await response.body.next() == Array("data: 1\n\n".utf8))
    front = nil
    let error = await response.body.collected().error
    #expect(
      [
        TransportError(.broken, "the connection was closed before the response was complete"),
        TransportError(.broken, "the connection was reset"),
      ].contains(error))
  }

  @Test("a server cannot send on over HTTP/2 while nobody reads, and everything arrives once somebody does")
  func slowReader() async throws {
    let expected = [UInt8](repeating: 7, count: 100 << 20)
    let server = try LoopbackServer([.request, .eventStreamHead("Content-Length: \(expected.count)"), .send(expected)])
    let certificate = try TestCertificate()
    let front = try await TLSFront(certificate, before: server)
    let response = try await open(front, caFile: certificate.authority)
    var last = -1
    while server.sent > last {
      last = server.sent
      try await Task.sleep(for: .milliseconds(500))
    }
    print("sent over HTTP/2 while nobody read: \(server.sent >> 10) KiB")
    #expect(server.sent > 0)
    #expect(server.sent < 60 << 20)
    let (bytes, error) = await response.body.collected()
    #expect(error == nil)
    #expect(bytes.count == expected.count)
  }
}
