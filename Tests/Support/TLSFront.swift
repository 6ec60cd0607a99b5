import Glibc

/// `nghttpx` on a port of its own, which speaks TLS and HTTP/2 for a ``LoopbackServer`` behind it.
package final class TLSFront: Sendable {
  package static let isInstalled = ["nghttpx", "openssl"].allSatisfy { ChildProcess.path(of: $0) != nil }

  package let port: UInt16
  private let process: ChildProcess

  package init(_ certificate: TestCertificate, before server: LoopbackServer) async throws {
    // Somebody else may take the port between its choice and nghttpx.
    for _ in 0..<5 {
      let port = try LoopbackServer().port
      let process = try ChildProcess(
        "nghttpx",
        [
          "--conf=/dev/null", "--single-process", "--workers=1", "--no-ocsp", "--no-location-rewrite",
          "--frontend=127.0.0.1,\(port)",
          "--backend=127.0.0.1,\(server.port)", certificate.key, certificate.certificate,
        ])
      for _ in 0..<500 {
        if LoopbackServer.isListening(port) {
          self.port = port
          self.process = process
          return
        }
        try await Task.sleep(for: .milliseconds(10))
      }
    }
    throw SystemCallError(call: "nghttpx", code: ETIMEDOUT)
  }

  package func url(_ path: String = "/", host: String = "127.0.0.1") -> String { "https://\(host):\(port)\(path)" }
}
