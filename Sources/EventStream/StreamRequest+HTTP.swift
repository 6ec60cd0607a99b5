extension StreamRequest {
  /// Where a connection starts from.
  enum Position: Equatable, Sendable {
    /// After that event, or from where the request says when the id is empty.
    case after(String)
    /// From that time on, whatever event id is known.
    case since(String)

    /// The value of `Last-Event-ID`; empty: none is sent.
    var lastEventID: String {
      switch self {
      case .after(let id): id
      case .since: ""
      }
    }
  }

  /// The URL to ask at. Once an event id is known, `since` is left out: the id says it better.
  func url(from position: Position) -> StreamURL {
    var url = endpoint
    switch position {
    case .after(""): if let since { url.addQueryItem(name: "since", value: since) }
    case .after: break
    case .since(let time): url.addQueryItem(name: "since", value: time)
    }
    return url
  }

  /// The request to send to `url`.
  ///
  /// - Parameter isTrusted: whether `url` may be told the token and the custom headers: it is of the request's own
  ///   origin, and so was every redirect that led there.
  func httpRequest(to url: StreamURL, from position: Position, token: String?, isTrusted: Bool) -> HTTPRequest {
    var fields = [HTTPField("Accept", "text/event-stream"), HTTPField("Cache-Control", "no-cache")]
    if !position.lastEventID.isEmpty { fields.append(HTTPField("Last-Event-ID", position.lastEventID)) }
    if isTrusted {
      if let token { fields.append(HTTPField("Authorization", "Bearer \(token)")) }
      fields += headers.filter { token == nil || $0.name.lowercased() != "authorization" }
    }
    return HTTPRequest(url: url.text, headers: fields)
  }
}
