import ArgumentParser
import EventStream
import TerminalUI

/// Why the program ends, as a number for the shell. Only this file knows which is which.
///
/// Source: BSD sysexits.
enum ExitStatus: Int32, CaseIterable, Sendable {
  case ok = 0
  /// Wrong usage, or no terminal that can be used.
  case usage = 64
  /// A recording, theme or saved state that cannot be read.
  case data = 65
  /// A recording that is not there.
  case noInput = 66
  /// Retries exhausted.
  case unavailable = 69
  /// A file that cannot be written.
  case cannotCreate = 73
  /// Wrong content type, refused request, unrecoverable error event.
  case `protocol` = 76
  /// 401, 403, AUTH_EXPIRED.
  case noPermission = 77
  /// Wrong configuration: the file, or that of the token or of the CA.
  case configuration = 78
}

extension ExitStatus {
  /// The status that tells why a stream is over.
  init(_ end: StreamEnd) {
    self =
      switch end {
      case .stopped, .noContent, .endOfRecording: .ok
      case .retriesExhausted: .unavailable
      case .unauthorized: .noPermission
      case .unrecoverableError(code: "AUTH_EXPIRED", _): .noPermission
      case .unrecoverableError, .refused, .wrongContentType, .badRedirect: .protocol
      case .invalidRequest: .configuration
      }
  }
}

/// The program cannot go on: sentences for the user, one a line, and the status that tells why.
struct Failure: Error {
  var status: ExitStatus
  var message: String
  /// What else is wrong.
  var further: [String] = []

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }

  init(_ status: ExitStatus, _ messages: [String]) {
    self.status = status
    message = messages.first ?? ""
    further = Array(messages.dropFirst())
  }
}

extension ExitStatus {
  /// When the program ends with it, for the manual.
  var meaning: String {
    switch self {
    case .ok: "Ended as asked: quit, SIGINT or SIGTERM, a closed pipe, HTTP 204."
    case .usage: "Wrong usage, or no terminal that can be used: `ordertop tail` needs none."
    case .data: "A recording, theme or saved state that cannot be read."
    case .noInput: "A recording that is not there."
    case .unavailable: "All retries used up."
    case .cannotCreate: "A file that cannot be written."
    case .protocol: "Refused by protocol: a wrong content type, a refused request, an error event that is final."
    case .noPermission: "Not authorised: HTTP 401 or 403, or AUTH_EXPIRED."
    case .configuration:
      "Wrong configuration: a mistake in its file; the token or CA file is missing, empty or unreadable; or a saved state "
        + "of a newer version."
    }
  }

  var code: ExitCode { ExitCode(rawValue) }
}
