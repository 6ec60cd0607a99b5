package import EventStream

extension StreamEnd {
  /// Why the stream is over, in one sentence without a final stop: for the log, the empty board and standard error.
  package var sentence: String {
    switch self {
    case .stopped: "stopped by request"
    case .noContent: "the server has nothing to stream (204)"
    case .retriesExhausted(let attempts, let reason):
      "gave up after \(attempts) attempt\(attempts == 1 ? "" : "s"): \(reason)"
    case .unauthorized(let status): "not authorised (\(status))"
    case .refused(let status): "the server refused the request (\(status))"
    case .wrongContentType(let type): "the response is no event stream: its content type is \(type)"
    case .badRedirect(let reason): "a redirect that cannot be followed: \(reason)"
    case .unrecoverableError(let code, let message):
      ["the server ended the stream", code, message].filter { !$0.isEmpty }.joined(separator: ": ")
    case .invalidRequest(let reason): reason
    case .endOfRecording: "end of the recording"
    }
  }
}
