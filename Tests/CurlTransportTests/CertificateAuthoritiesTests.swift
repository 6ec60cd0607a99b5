import CurlTransport
import EventStream
import Glibc
import TestSupport
import Testing

@Suite("CurlTransport: the CA file")
struct CertificateAuthoritiesTests {
  private func refusal(_ content: String?) throws -> String {
    let folder = try TemporaryFolder()
    let path = folder.path("ca.pem")
    if let content { try folder.write(content, to: "ca.pem") }
    do throws(TransportError) {
      _ = try CurlTransport(caFile: path, userAgent: "")
      return ""
    } catch {
      #expect(error.kind == .invalidRequest)
      return String(error.reason.replacing(path, with: "PATH"))
    }
  }

  @Test("is missing")
  func missing() throws {
    #expect(try refusal(nil) == "the CA file PATH cannot be read: no such file or directory")
  }

  @Test("is a directory")
  func directory() throws {
    #expect(throws: TransportError(.invalidRequest, "the CA file / cannot be read: is a directory")) {
      try CurlTransport(caFile: "/", userAgent: "")
    }
  }

  @Test("is empty")
  func empty() throws {
    #expect(try refusal("") == "the CA file PATH is empty")
  }

  @Test(
    "holds no certificate",
    arguments: [
      "hello\n", "-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----\n",
      "-----BEGIN CERTIFICATE-----\nMIIB\n", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
      "-----BEGIN CERTIFICATE-----\nhello\n-----END CERTIFICATE-----\n",
    ])
  func noCertificate(content: String) throws {
    #expect(try refusal(content) == "the CA file PATH holds no certificate in PEM form")
  }
}
