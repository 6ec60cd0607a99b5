import CCurl
import EventStream
import Glibc

/// A transfer that failed, in libcurl's terms, and what to tell about it.
struct CurlFailure {
  var code: CURLcode
  /// The text of libcurl's error buffer. Holds words of the server now and then.
  var detail: String = ""
  /// `errno` of the call that failed, 0 if unknown.
  var osError: Int32 = 0
  var target: RequestTarget

  var error: TransportError {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: TransportError(.unreachable, "cannot look up \(target.host)")
    case CURLE_COULDNT_RESOLVE_PROXY: TransportError(.unreachable, "cannot look up the proxy")
    case CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT: TransportError(.unreachable, unreachable)
    case CURLE_PROXY: TransportError(.unreachable, said("the proxy failed"))
    // More than 64 MiB unpacked from one read of the socket while the reader has enough, or really no memory.
    case CURLE_OUT_OF_MEMORY: TransportError(.broken, "the response needs too much memory")
    default: tls ?? transfer ?? TransportError(.broken, said("the connection broke"))
    }
  }

  /// Why nobody could be reached. libcurl's text names the address that was really tried, e.g. a proxy's.
  private var unreachable: String {
    var peer = "\(target.host) port \(target.port)"
    if let tried = between("Failed to connect to ", " after ") { peer = tried }
    switch osError {
    case ECONNREFUSED: return "connection refused by \(peer)"
    case EHOSTUNREACH: return "no route to \(peer)"
    case ENETUNREACH: return "no network on the way to \(peer)"
    default:
      if code == CURLE_OPERATION_TIMEDOUT || osError == ETIMEDOUT { return "no answer from \(peer)" }
      guard osError != 0 else { return "no connection to \(peer)" }
      return "no connection to \(peer): \(Self.lowered(strerror(osError)))"
    }
  }

  private var tls: TransportError? {
    switch code {
    case CURLE_PEER_FAILED_VERIFICATION: TransportError(.tls, untrusted)
    case CURLE_SSL_CONNECT_ERROR where isCutOff:
      TransportError(.tls, "the TLS handshake with \(target.host) was cut off")
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED, CURLE_SSL_ENGINE_NOTFOUND,
      CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CLIENTCERT:
      TransportError(.tls, said("TLS with \(target.host) failed"))
    case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE:
      TransportError(.invalidRequest, "the CA certificates cannot be used")
    default: nil
    }
  }

  private var isCutOff: Bool {
    ["SSL_ERROR_SYSCALL", "unexpected eof", "reset by peer", "Broken pipe"].contains { detail.contains($0) }
  }

  private var untrusted: String {
    if detail.contains("does not match target host name") || detail.contains("no alternative certificate subject name")
    {
      return "the certificate of \(target.host) is for another name"
    }
    guard let problem = between("SSL certificate problem: ", nil) else {
      return said("the certificate of \(target.host) is not trusted")
    }
    return "the certificate of \(target.host) is not trusted: \(problem)"
  }

  private var transfer: TransportError? {
    switch code {
    case CURLE_GOT_NOTHING: TransportError(.broken, "the connection was closed without an answer")
    case CURLE_PARTIAL_FILE: TransportError(.broken, "the connection was closed before the response was complete")
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR: TransportError(.broken, interrupted)
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL:
      TransportError(.broken, "the server sent something that is not HTTP")
    case CURLE_BAD_CONTENT_ENCODING:
      TransportError(
        .broken,
        detail.hasPrefix("Unrecognized") ? "the server used an unknown compression" : "compressed data is damaged")
    case CURLE_WRITE_ERROR: TransportError(.broken, "the response cannot be taken in")
    case CURLE_HTTP2_STREAM:
      TransportError(
        .broken,
        "the server broke the HTTP/2 stream off" + (between("closed cleanly: ", " (err").map { ": \($0)" } ?? ""))
    case CURLE_HTTP2: TransportError(.broken, said("HTTP/2 broke off"))
    case CURLE_URL_MALFORMAT: TransportError(.invalidRequest, said("the URL is not valid"))
    default: nil
    }
  }

  private var interrupted: String {
    if detail.contains("chunked-encoding") { return "the response is damaged: bad chunk" }
    if detail.contains("reset by peer") || osError == ECONNRESET { return "the connection was reset" }
    if detail.contains("unexpected eof") { return "the connection was closed without the end that TLS requires" }
    if let status = between("CONNECT tunnel failed, response ", nil) {
      return "the proxy answered \(status) and does not connect"
    }
    return said("the connection broke")
  }
}

extension CurlFailure {
  /// The sentence, and libcurl's words on it.
  private func said(_ sentence: String) -> String {
    let words = Self.cleaned(detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail)
    return words.isEmpty ? sentence : "\(sentence): \(words)"
  }

  private func between(_ start: String, _ end: String?) -> String? {
    guard let range = detail.firstRange(of: start) else { return nil }
    var rest = detail[range.upperBound...]
    if let end {
      guard let stop = rest.firstRange(of: end) else { return nil }
      rest = rest[..<stop.lowerBound]
    }
    let words = Self.cleaned(String(rest))
    return words.isEmpty ? nil : words
  }

  /// One line of text without control characters, OpenSSL's number and final stop.
  private static func cleaned(_ text: String) -> String {
    var words = String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
    // OpenSSL/3.0.22: error:0A00010B:SSL routines::wrong version number
    if let number = words.firstRange(of: "error:"), let routine = words[number.upperBound...].firstRange(of: "::") {
      words.removeSubrange(..<routine.upperBound)
    }
    while words.last == "." || words.last == " " { words.removeLast() }
    return words
  }

  /// A phrase of libcurl or the C library as the end of a sentence: `Permission denied` becomes `permission denied`.
  static func lowered(_ phrase: UnsafePointer<CChar>) -> String {
    let text = cleaned(String(cString: phrase))
    guard let first = text.first, text.dropFirst().first?.isUppercase != true else { return text }
    return first.lowercased() + text.dropFirst()
  }
}
