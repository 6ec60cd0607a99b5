/// A server certificate, made with `openssl` for one test, and the authority that signed it.
package final class TestCertificate: Sendable {
  private let folder: TemporaryFolder

  /// - Parameters:
  ///   - name: the one name it is for, in openssl's words, e.g. `IP:127.0.0.1`.
  ///   - days: for how long it is valid from now on; negative: it has expired.
  package init(for name: String = "IP:127.0.0.1", days: Int = 2) throws {
    folder = try TemporaryFolder()
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    try ChildProcess.run(
      "openssl",
      ["req", "-x509"] + key + [
        "-keyout", folder.path("ca.key"), "-out", authority, "-days", "2", "-subj", "/CN=CA \(folder.name)",
      ])
    try ChildProcess.run(
      "openssl",
      ["req", "-new"] + key
        + [
          "-keyout", self.key, "-out", folder.path("csr"), "-subj", "/CN=ordertop", "-addext", "subjectAltName=\(name)",
        ])
    try ChildProcess.run(
      "openssl",
      [
        "x509", "-req", "-in", folder.path("csr"), "-CA", authority, "-CAkey", folder.path("ca.key"), "-set_serial",
        "1",
        "-copy_extensions", "copy", "-days", String(days), "-out", certificate,
      ])
  }

  /// The paths of the PEM files.
  package var authority: String { folder.path("ca.pem") }
  package var certificate: String { folder.path("server.pem") }
  package var key: String { folder.path("server.key") }
}
