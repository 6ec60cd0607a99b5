import CCurl
import EventStream
import Glibc

/// What all requests of a transport have in common.
struct CurlSettings: Sendable {
  var userAgent: String
  /// PEM of every certificate authority to trust beside those in libcurl's directory; `nil`: libcurl's own default.
  var authorities: [UInt8]?
  /// The shortest time from one reading of a response to the next, while little comes; see ``ReadingPace``.
  var readInterval: Duration
}

/// The options of one handle of libcurl, and the memory that they point into.
final class CurlOptions {
  private let handle: UnsafeMutableRawPointer
  private let errorBuffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var headerList: UnsafeMutablePointer<curl_slist>?

  init(_ handle: UnsafeMutableRawPointer) {
    self.handle = handle
    errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  /// Frees what the options point to. The handle must be gone.
  func release() {
    curl_slist_free_all(headerList)
    headerList = nil
    errorBuffer.deallocate()
  }

  /// libcurl's own words about what went wrong; empty if it had none.
  var errorText: String { String(cString: errorBuffer) }

  func apply(_ request: HTTPRequest, _ settings: CurlSettings) throws(TransportError) {
    try set(CURLOPT_ERRORBUFFER, pointer: errorBuffer)
    try set(CURLOPT_URL, request.url)
    try setProtocol()
    try setConnection()
    try set(CURLOPT_SSL_VERIFYPEER, 1)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    if let authorities = settings.authorities {
      let code = authorities.withUnsafeBytes { bytes in
        ot_setopt_bytes(handle, CURLOPT_CAINFO_BLOB, bytes.baseAddress, bytes.count)
      }
      try check(code, CURLOPT_CAINFO_BLOB)
    }
    try set(CURLOPT_USERAGENT, settings.userAgent)
    try setHeaders(request.headers)
  }

  private func setProtocol() throws(TransportError) {
    try set(CURLOPT_PROTOCOLS_STR, "http,https")
    try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
    try set(CURLOPT_HTTP09_ALLOWED, 0)
    try set(CURLOPT_FOLLOWLOCATION, 0)
    try set(CURLOPT_NETRC, 0)
    try set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    // Every encoding that this libcurl can undo.
    try set(CURLOPT_ACCEPT_ENCODING, "")
    try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    try set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
  }

  private func setConnection() throws(TransportError) {
    // A connection that was lost must not be met again, and neither must the address it was lost at.
    try set(CURLOPT_FRESH_CONNECT, 1)
    try set(CURLOPT_FORBID_REUSE, 1)
    try set(CURLOPT_DNS_CACHE_TIMEOUT, 0)
    try set(CURLOPT_TCP_KEEPALIVE, 1)
    try set(CURLOPT_TCP_NODELAY, 1)
    try set(CURLOPT_NOSIGNAL, 1)
    // A lookup that is cancelled is left to its resolver thread; without this libcurl waits for it.
    try set(CURLOPT_QUICK_EXIT, 1)
    try set(CURLOPT_BUFFERSIZE, 256 * 1024)
    // A program that is started meanwhile would hold the connection open after we closed it.
    let code = ot_setopt_opener(handle) { _, _, address in
      guard let address else { return CURL_SOCKET_BAD }
      let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
      return socket(address.pointee.family, type, address.pointee.protocol)
    }
    try check(code, CURLOPT_OPENSOCKETFUNCTION)
  }

  private func setHeaders(_ fields: [HTTPField]) throws(TransportError) {
    // libcurl would add it by itself.
    if !fields.contains(where: { $0.name.lowercased() == "accept" }) { try addHeader("Accept:") }
    for field in fields { try addHeader(field.curlLine) }
    try set(CURLOPT_HTTPHEADER, pointer: headerList)
  }

  private func addHeader(_ line: String) throws(TransportError) {
    guard let longer = curl_slist_append(headerList, line) else {
      throw TransportError(.unreachable, "not enough memory for a request")
    }
    headerList = longer
  }
}

/// Setting one option each.
extension CurlOptions {
  func set(_ option: CURLoption, _ value: Int) throws(TransportError) {
    try check(ot_setopt_long(handle, option, value), option)
  }

  func set(_ option: CURLoption, _ value: String) throws(TransportError) {
    try check(ot_setopt_string(handle, option, value), option)
  }

  func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer?) throws(TransportError) {
    try check(ot_setopt_pointer(handle, option, pointer), option)
  }

  func set(_ option: CURLoption, _ receiver: @escaping curl_write_callback) throws(TransportError) {
    try check(ot_setopt_receiver(handle, option, receiver), option)
  }

  /// An option that this libcurl does not know is a broken promise, e.g. of verification, and so no request is made.
  private func check(_ code: CURLcode, _ option: CURLoption) throws(TransportError) {
    guard code == CURLE_OK else {
      let words = String(cString: curl_easy_strerror(code))
      throw TransportError(.invalidRequest, "libcurl refused option \(option.rawValue): \(words)")
    }
  }
}
