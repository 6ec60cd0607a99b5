/// One header field of a request or a response. Names are compared without regard to case.
public struct HTTPField: Equatable, Hashable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// One GET request, ready to be sent as it is: the transport adds nothing but what the connection needs
/// (`Host`, `Accept-Encoding`) and follows no redirect.
public struct HTTPRequest: Equatable, Sendable {
  /// An absolute `http` or `https` URL, percent-encoded.
  public var url: String
  /// The header fields, in order; they hold no CR, LF or NUL.
  public var headers: [HTTPField]

  public init(url: String, headers: [HTTPField] = []) {
    self.url = url
    self.headers = headers
  }
}

/// The head of a response, and the body that follows it.
public struct HTTPResponse: Sendable {
  /// The status code, e.g. 200.
  public var status: Int
  /// The header fields as received, at most 64 KiB altogether.
  public var headers: [HTTPField]
  /// The bytes of the body, decoded (chunking and compression are undone).
  public var body: ResponseBody

  public init(status: Int, headers: [HTTPField], body: ResponseBody) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first field of that name, in any case.
  public func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }
}

/// Why a connection could not be made or did not last. One kind of thing to the client: the connection is lost, and why.
public struct TransportError: Error, Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    /// The name could not be looked up, or nobody answered.
    case unreachable
    /// TLS failed: certificate, protocol or handshake.
    case tls
    /// The connection broke, or what came was no HTTP.
    case broken
    /// The reader gave up.
    case cancelled
    /// A recording came to its end; there is nothing to reconnect to.
    case endOfRecording
    /// The request itself cannot be made (URL, CA file); another try would fail the same way.
    case invalidRequest
  }

  public var kind: Kind
  /// One readable sentence without a final stop, e.g. `connection refused by 127.0.0.1 port 8080`.
  public var reason: String

  public init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }
}

/// Something that opens event streams: libcurl, a recording, or a script in a test.
public protocol EventStreamTransport: Sendable {
  /// Opens one connection. Returns once the status line and headers are in; the body follows as it arrives.
  ///
  /// Cancelling the calling task, or the body's reader, ends the connection within milliseconds.
  func open(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}
