import EventStream

extension StreamEnd {
  /// Why the stream is over, in a few words.
  var shortText: String {
    switch self {
    case .stopped: "by request"
    case .noContent: "204, nothing more to come"
    case .retriesExhausted(let attempts, _): "after \(attempts) attempts"
    case .unauthorized(let status): "\(status) not authorised"
    case .refused(let status): "HTTP \(status)"
    case .wrongContentType: "wrong content type"
    case .badRedirect: "bad redirect"
    case .unrecoverableError(let code, _): code.isEmpty ? "server error" : code
    case .invalidRequest: "invalid request"
    case .endOfRecording: "end of recording"
    }
  }

  /// As much as is known of why it is over, as a sentence without a final stop.
  var longText: String {
    switch self {
    case .stopped: "The stream was stopped by request"
    case .noContent: "The server says that there is nothing to come (204)"
    case .retriesExhausted(let attempts, let reason): "No connection after \(attempts) attempts: \(reason)"
    case .unauthorized(let status): "The server does not accept the token (\(status))"
    case .refused(let status): "The server refuses the request (HTTP \(status))"
    case .wrongContentType(let type): "The server sends no event stream but \(type)"
    case .badRedirect(let reason): "The server's redirect cannot be followed: \(reason)"
    case .unrecoverableError(let code, let message):
      message.isEmpty ? "The server ended the stream: \(code)" : "\(code): \(message)"
    case .invalidRequest(let reason): reason
    case .endOfRecording: "The recording has been played to its end"
    }
  }
}
