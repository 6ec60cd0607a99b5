/// What the head of a response means to the stream.
enum ResponseVerdict: Equatable, Sendable {
  case open
  case redirect
  case noContent
  case unauthorized
  /// The server could not, this time.
  case retry
  case refused
  case wrongContentType(String)

  init(_ response: HTTPResponse) {
    switch response.status {
    case 200:
      let type = response.header("Content-Type")
      self = type.map(Self.isEventStream) == true ? .open : .wrongContentType(type.map(Self.abridged) ?? "none")
    case 204: self = .noContent
    case 301, 302, 303, 307, 308: self = .redirect
    case 401, 403: self = .unauthorized
    case 408, 425, 429, 500...599: self = .retry
    default: self = .refused
    }
  }

  /// Whether the essence of the media type is `text/event-stream`; case and parameters do not matter.
  private static func isEventStream(_ contentType: String) -> Bool {
    let essence = contentType.utf8.prefix { $0 != UInt8(ascii: ";") }
      .split(whereSeparator: { $0 == 0x20 || $0 == 0x09 })
    guard essence.count == 1, let only = essence.first else { return false }
    return String(Substring(only)).lowercased() == "text/event-stream"
  }

  private static func abridged(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(200)))
  }
}
