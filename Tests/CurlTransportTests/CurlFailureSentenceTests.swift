import CCurl
import EventStream
import Glibc
import Testing

@testable import CurlTransport

@Suite("What is said about libcurl's failures")
struct CurlFailureSentenceTests {
  private func error(_ code: CURLcode, _ detail: String = "", _ osError: Int32 = 0) -> TransportError {
    CurlFailure(code: code, detail: detail, osError: osError, target: RequestTarget(host: "a.test", port: "80")).error
  }

  @Test("every code there is gives one clean sentence, whatever the details")
  func everyCode() {
    for code in 1...120 {
      for detail in ["", "Some\r\nthing \u{1b}[31m failed..", "error:0A:SSL routines::", "SSL certificate problem: "] {
        let reason = error(CURLcode(UInt32(code)), detail).reason
        #expect(!reason.isEmpty)
        #expect(!reason.hasSuffix("."))
        #expect(!reason.hasSuffix(" "))
        #expect(reason.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 })
      }
    }
  }

  @Test(
    "why nobody was reached",
    arguments: [
      (ECONNREFUSED, "connection refused by a.test port 80"), (EHOSTUNREACH, "no route to a.test port 80"),
      (ENETUNREACH, "no network on the way to a.test port 80"), (ETIMEDOUT, "no answer from a.test port 80"),
      (EACCES, "no connection to a.test port 80: permission denied"), (0, "no connection to a.test port 80"),
    ])
  func unreachable(osError: Int32, reason: String) {
    #expect(error(CURLE_COULDNT_CONNECT, "", osError) == TransportError(.unreachable, reason))
  }

  @Test("the address that was really tried is named")
  func proxy() {
    let detail = "Failed to connect to proxy.test port 3128 after 1 ms: Couldn't connect to server"
    #expect(
      error(CURLE_COULDNT_CONNECT, detail, ECONNREFUSED).reason == "connection refused by proxy.test port 3128")
    #expect(error(CURLE_OPERATION_TIMEDOUT).reason == "no answer from a.test port 80")
    #expect(
      error(CURLE_RECV_ERROR, "CONNECT tunnel failed, response 407").reason
        == "the proxy answered 407 and does not connect")
  }

  @Test("kinds tell what another try could change")
  func kinds() {
    #expect(error(CURLE_SSL_CACERT_BADFILE).kind == .invalidRequest)
    #expect(error(CURLE_PEER_FAILED_VERIFICATION).kind == .tls)
    #expect(error(CURLE_COULDNT_RESOLVE_PROXY).kind == .unreachable)
    #expect(error(CURLE_HTTP2).kind == .broken)
  }
}
