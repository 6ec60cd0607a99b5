import OrderProtocol

/// The errors that this server says.
extension StreamFault {
  static func invalidFilter(_ reason: String) -> StreamFault {
    StreamFault(code: "SUBSCRIPTION_ERROR", message: "Filter criteria invalid: \(reason)", isRecoverable: true)
  }

  static let unknownCustomer = StreamFault(
    code: "RESOURCE_NOT_FOUND", message: "Customer not found", isRecoverable: false)

  static let tokenExpired = StreamFault(
    code: "AUTH_EXPIRED", message: "Authentication token expired", isRecoverable: false)

  /// - Parameter retryAfter: told in whole seconds, as the protocol has it.
  static func rateLimited(retryAfter: Duration) -> StreamFault {
    let (seconds, attoseconds) = retryAfter.components
    return StreamFault(
      code: "RATE_LIMITED", message: "Too many connections", isRecoverable: true,
      retryAfter: .seconds(attoseconds > 0 ? seconds + 1 : seconds))
  }

  /// Recoverable: the client comes back and resumes where it was.
  static func slowConsumer(_ reason: String) -> StreamFault {
    StreamFault(code: "SLOW_CONSUMER", message: reason, isRecoverable: true)
  }

  /// The error of a code, for trying a client out.
  init(requested code: String) {
    switch code {
    case Self.tokenExpired.code: self = .tokenExpired
    case Self.unknownCustomer.code: self = .unknownCustomer
    case "RATE_LIMITED": self = .rateLimited(retryAfter: .seconds(30))
    case "SUBSCRIPTION_ERROR":
      self.init(code: code, message: "Filter criteria invalid", isRecoverable: true)
    default: self.init(code: code, message: "As asked for", isRecoverable: true)
    }
  }
}
