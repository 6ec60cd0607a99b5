import OrderServer

/// Why the program ends, as a number for the shell.
///
/// Source: BSD sysexits.
enum ExitStatus: Int32, CaseIterable, Sendable {
  /// A recording or history that cannot be read.
  case data = 65
  /// A file that is not there.
  case noInput = 66
  /// The address cannot be listened on, e.g. because the port is in use.
  case unavailable = 69
  /// A history that cannot be written.
  case cannotCreate = 73
  /// Wrong configuration: a token file, or a history of a newer version.
  case configuration = 78
}

extension ExitStatus {
  init(_ error: HistoryError) {
    self =
      switch error {
      case .damaged: .data
      case .newer: .configuration
      case .unavailable: .cannotCreate
      }
  }
}

extension ExitStatus {
  /// When the program ends with it, for the manual.
  var meaning: String {
    switch self {
    case .data: "A recording or history that cannot be read."
    case .noInput: "A recording or list of customers that is not there."
    case .unavailable: "The address cannot be listened on, e.g. because the port is in use."
    case .cannotCreate: "A history that cannot be written."
    case .configuration: "Wrong configuration: a token file, or a history of a newer version."
    }
  }
}

/// The program cannot go on: one sentence for the user, and the status that tells why.
struct Failure: Error {
  var status: ExitStatus
  var message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}
