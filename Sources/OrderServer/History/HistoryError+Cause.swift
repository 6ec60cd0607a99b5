import GRDB

/// What is in a file is not what this server writes: what, in one clause.
struct HistoryDamage: Error {
  var what: String
}

extension HistoryError {
  /// What an error means for a history file.
  init(_ error: any Error, _ path: String) {
    let file = "history \(path)"
    switch error {
    case let error as HistoryError: self = error
    case let error as HistoryDamage: self = .damaged("\(file): \(error.what)")
    case let error as DatabaseError:
      switch error.resultCode {
      case .SQLITE_NOTADB: self = .damaged("\(file): not a history of ordertop-server")
      case .SQLITE_CORRUPT, .SQLITE_FORMAT, .SQLITE_ERROR, .SQLITE_MISMATCH: self = .damaged("\(file): damaged")
      case .SQLITE_BUSY, .SQLITE_LOCKED: self = .unavailable("\(file): in use by another program")
      case .SQLITE_FULL: self = .unavailable("\(file): no space left on device")
      case .SQLITE_READONLY: self = .unavailable("\(file): read-only")
      case .SQLITE_CANTOPEN, .SQLITE_PERM: self = .unavailable("\(file): cannot be opened")
      default: self = .unavailable("\(file): cannot be read or written (SQLite error \(error.resultCode.rawValue))")
      }
    default: self = .unavailable("\(file): cannot be used")
    }
  }
}
