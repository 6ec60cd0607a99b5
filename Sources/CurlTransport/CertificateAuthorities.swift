import CCurl
import EventStream
import Glibc

/// The certificate authorities to trust.
enum CertificateAuthorities {
  /// A CA file larger than this is none.
  private static let sizeLimit = 16 * 1024 * 1024

  /// The PEM of the system's bundle, if there is one, followed by that of `file`. libcurl takes its own bundle or a given one, not both; its
  /// directory of single certificates, where it has one, stays in force beside them.
  ///
  /// - Throws: ``TransportError/Kind/invalidRequest`` if the file cannot be read or holds no certificate.
  static func adding(file: String, to bundle: String? = systemBundle()) throws(TransportError) -> [UInt8] {
    let own: [UInt8]
    switch read(file) {
    case .success(let bytes): own = bytes
    case .failure(let reason):
      throw TransportError(.invalidRequest, "the CA file \(file) cannot be read: \(reason.text)")
    }
    guard !own.isEmpty else { throw TransportError(.invalidRequest, "the CA file \(file) is empty") }
    guard holdsCertificate(own) else {
      throw TransportError(.invalidRequest, "the CA file \(file) holds no certificate in PEM form")
    }
    guard let bundle, case .success(let system) = read(bundle) else { return own }
    return system + [10] + own
  }

  /// Whether there is a whole certificate between its two lines: base64 of an ASN.1 sequence.
  static func holdsCertificate(_ pem: [UInt8]) -> Bool {
    let text = String(decoding: pem, as: UTF8.self)
    var isInside = false
    var first: Substring?
    for line in text.split(whereSeparator: \.isNewline) {
      switch line {
      case "-----BEGIN CERTIFICATE-----", "-----BEGIN TRUSTED CERTIFICATE-----", "-----BEGIN X509 CERTIFICATE-----":
        isInside = true
        first = nil
      case "-----END CERTIFICATE-----", "-----END TRUSTED CERTIFICATE-----", "-----END X509 CERTIFICATE-----":
        // `M` is what the tag of a sequence, 0x30, looks like.
        if isInside, first?.hasPrefix("M") == true { return true }
        isInside = false
      default: if isInside, first == nil { first = line }
      }
    }
    return false
  }

  /// Where libcurl would look if it were not told.
  static func systemBundle() -> String? {
    guard let handle = curl_easy_init() else { return nil }
    defer { curl_easy_cleanup(handle) }
    var path: UnsafePointer<CChar>?
    guard ot_getinfo_string(handle, CURLINFO_CAINFO, &path) == CURLE_OK, let path else { return nil }
    return String(cString: path)
  }

  private struct ReadFailure: Error {
    var text: String
  }

  private static func read(_ path: String) -> Result<[UInt8], ReadFailure> {
    func failure(_ code: Int32) -> Result<[UInt8], ReadFailure> {
      .failure(ReadFailure(text: CurlFailure.lowered(strerror(code))))
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return failure(errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = Glibc.read(descriptor, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return failure(errno) }
      guard count > 0 else { return .success(bytes) }
      bytes += block.prefix(count)
      guard bytes.count <= sizeLimit else { return .failure(ReadFailure(text: "it is larger than 16 MiB")) }
    }
  }
}
