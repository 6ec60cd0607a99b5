import EventStream
import Glibc
import TestSupport
import Testing

@testable import CurlTransport

private let debianBundle = "/etc/ssl/certs/ca-certificates.crt"

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

  @Test("adds to the system's authorities")
  func adding() throws {
    let folder = try TemporaryFolder()
    let own = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"
    try folder.write(own, to: "own.pem")
    try folder.write("the system's", to: "system.pem")
    func adding(to bundle: String?) throws -> String {
      try String(decoding: CertificateAuthorities.adding(file: folder.path("own.pem"), to: bundle), as: UTF8.self)
    }
    #expect(try adding(to: folder.path("system.pem")) == "the system's\n" + own)
    #expect(try adding(to: folder.path("missing.pem")) == own)
    #expect(try adding(to: nil) == own)
  }

  @Test("is added to the bundle that libcurl uses by itself", .enabled(if: access(debianBundle, R_OK) == 0))
  func systemBundle() {
    #expect(CertificateAuthorities.systemBundle() == debianBundle)
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
