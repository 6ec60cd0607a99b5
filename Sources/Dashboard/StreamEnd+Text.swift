import EventStream

extension StreamEnd {
  /// Why the stream is over, in a few words.
  var shortText: String {
    switch self {
    case .stopped: "by request"
    case .noContent: "204, nothing more to come"
    case .retriesExhausted(let attempts, _): "after \(attempts) attempt\(attempts == 1 ? "" : "s")"
    case .unauthorized(let status): "\(status) not authorised"
    case .refused(let status): "HTTP \(status)"
    case .wrongContentType: "wrong content type"
    case .badRedirect: "bad redirect"
    case .unrecoverableError(let code, _): code.isEmpty ? "server error" : code
    case .invalidRequest: "invalid request"
    case .endOfRecording: "end of recording"
    }
  }
}
