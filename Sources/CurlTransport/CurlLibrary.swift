import CCurl
import EventStream

/// libcurl as a whole.
enum CurlLibrary {
  // Initialised at the first use, once, whichever thread comes first.
  private static let status = curl_global_init(Int(CURL_GLOBAL_SSL))

  /// Prepares libcurl. Cheap after the first call.
  static func load() throws(TransportError) {
    guard status == CURLE_OK else {
      throw TransportError(.unreachable, "libcurl cannot be used: \(String(cString: curl_easy_strerror(status)))")
    }
  }
}
