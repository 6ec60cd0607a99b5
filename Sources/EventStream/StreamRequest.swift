/// Why a stream cannot be asked for: one readable sentence without a final stop.
public struct InvalidStreamRequest: Error, Equatable, Sendable, CustomStringConvertible {
  public var reason: String

  public init(_ reason: String) {
    self.reason = reason
  }

  public var description: String { reason }
}

/// What stream to ask for, and from where on: makes the HTTP request of every connection.
public struct StreamRequest: Sendable {
  /// Header fields that only the client sets.
  private static let reservedNames = [
    "accept", "cache-control", "last-event-id", "content-length", "transfer-encoding",
  ]

  let endpoint: StreamURL
  let since: String?
  let headers: [HTTPField]
  private let token: @Sendable () throws -> String?

  /// The position to start from; empty: none.
  public private(set) var lastEventID: String

  /// The URL with the filters, without `since`: what makes this stream another one than the next.
  public var url: String { endpoint.text }

  /// Where the stream comes from, for people: host and port, the port left out where it is the scheme's own.
  public var source: String { endpoint.host + (endpoint.port.map { ":\($0)" } ?? "") }

  /// - Parameters:
  ///   - url: `http` or `https`, with a host and without user name or password. A query it has is kept, a fragment is
  ///     dropped.
  ///   - filters: added to the query in this order, percent-encoded.
  ///   - since: the time to start from as the server writes it, sent as long as no event id is known.
  ///   - headers: sent besides the client's own, to the URL's origin only. `Accept`, `Cache-Control`, `Last-Event-ID`
  ///     and what belongs to a request body are refused; `Authorization` gives way to a token.
  ///   - lastEventID: the position to start from.
  ///   - token: asked for the bearer token before each connection; sent to the URL's origin only. `nil`: none.
  public init(
    url: String, filters: [(name: String, value: String)] = [], since: String? = nil, headers: [HTTPField] = [],
    lastEventID: String = "", token: @escaping @Sendable () throws -> String? = { nil }
  ) throws(InvalidStreamRequest) {
    var endpoint = try StreamURL(url)
    for filter in filters { endpoint.addQueryItem(name: filter.name, value: filter.value) }
    for field in headers { try Self.validate(field) }
    try Self.validate(lastEventID: lastEventID)
    self.endpoint = endpoint
    self.since = since
    self.headers = headers
    self.lastEventID = lastEventID
    self.token = token
  }

  /// The same stream from another position on.
  public func starting(after lastEventID: String) throws(InvalidStreamRequest) -> StreamRequest {
    try Self.validate(lastEventID: lastEventID)
    var request = self
    request.lastEventID = lastEventID
    return request
  }

  private static func validate(lastEventID: String) throws(InvalidStreamRequest) {
    guard !lastEventID.utf8.contains(where: { [0x00, 0x0A, 0x0D].contains($0) }) else {
      throw InvalidStreamRequest("the last event ID holds a line end or NUL")
    }
  }

  private static func validate(_ field: HTTPField) throws(InvalidStreamRequest) {
    let marks = Array("!#$%&'*+-.^_`|~".utf8)
    guard !field.name.isEmpty, field.name.utf8.allSatisfy({ $0.isLetterOrDigit || marks.contains($0) }) else {
      throw InvalidStreamRequest("a header name must be made of letters, digits and hyphens")
    }
    guard field.value.utf8.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }) else {
      throw InvalidStreamRequest("the value of header \(field.name) holds a line end or another control character")
    }
    guard !reservedNames.contains(field.name.lowercased()) else {
      throw InvalidStreamRequest("header \(field.name) is set by the client itself")
    }
  }

  /// Asks for the token; what it throws becomes a sentence.
  package func readToken() throws(InvalidStreamRequest) -> String? {
    let token: String?
    do {
      token = try self.token()
    } catch {
      throw InvalidStreamRequest("\(error)")
    }
    guard let token else { return nil }
    guard !token.isEmpty else { throw InvalidStreamRequest("the token is empty") }
    guard token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw InvalidStreamRequest("the token holds a line end, a blank or another character that no token has")
    }
    return token
  }
}

extension StreamURL {
  mutating func addQueryItem(name: String, value: String) {
    let item = "\(PercentEncoding.queryItem.encoding(name))=\(PercentEncoding.queryItem.encoding(value))"
    if let query, !query.isEmpty {
      self.query = query.utf8.last == UInt8(ascii: "&") ? query + item : "\(query)&\(item)"
    } else {
      query = item
    }
  }
}
