import CCurl
import EventStream

/// Where a request goes, for error messages.
struct RequestTarget: Equatable, Sendable {
  /// The name or address; IPv6 addresses in brackets, as in the URL.
  var host: String
  var port: String

  /// Checks a request before anything is done for it.
  ///
  /// - Throws: ``TransportError/Kind/invalidRequest`` for a URL that is not an absolute one of `http` or `https`, that
  ///   carries a user name, or for a header field that cannot be sent.
  init(_ request: HTTPRequest) throws(TransportError) {
    if let field = request.headers.first(where: { !$0.isSendable }) {
      throw TransportError(.invalidRequest, "the header field \(field.name) holds characters that cannot be sent")
    }
    // A C string would end at the NUL.
    guard !request.url.utf8.contains(0) else { throw TransportError(.invalidRequest, "the URL is not valid") }
    guard let url = curl_url() else { throw TransportError(.unreachable, "not enough memory for a request") }
    defer { curl_url_cleanup(url) }
    let flags = UInt32(CURLU_NON_SUPPORT_SCHEME | CURLU_DISALLOW_USER)
    let code = curl_url_set(url, CURLUPART_URL, request.url, flags)
    switch code {
    case CURLUE_OK: break
    case CURLUE_USER_NOT_ALLOWED: throw TransportError(.invalidRequest, "the URL must not hold a user name or password")
    default:
      throw TransportError(.invalidRequest, "the URL is not valid: \(CurlFailure.lowered(curl_url_strerror(code)))")
    }
    guard ["http", "https"].contains(Self.part(url, CURLUPART_SCHEME)) else {
      throw TransportError(.invalidRequest, "the URL must start with http:// or https://")
    }
    host = Self.part(url, CURLUPART_HOST)
    port = Self.part(url, CURLUPART_PORT)
  }

  init(host: String, port: String) {
    self.host = host
    self.port = port
  }

  private static func part(_ url: OpaquePointer, _ part: CURLUPart) -> String {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(url, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return "" }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
