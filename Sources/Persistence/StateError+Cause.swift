import GRDB
import Glibc
import SavedState

extension StateError {
  /// What an error of a connection means for the state in a file, in one sentence that names it.
  init(_ error: any Error, _ file: String, in database: DatabaseQueue) {
    self = database.unsafeRead { StateError($0.unmasked(error), file, system: $0.systemError(behind: error)) }
  }

  /// As ``init(_:_:in:)``, where there is no connection.
  ///
  /// - Parameter system: what the operating system said, where it is known.
  init(_ error: any Error, _ file: String, system: SystemError? = nil) {
    switch error {
    case let error as StateError: self = error
    case let error as Damage: self = .damaged(reason: "\(file): \(error.what)")
    case let error as SystemError: self = .unavailable(reason: "\(file): \(error.reason)")
    case let error as DatabaseError: self.init(error, file, system)
    default: self = .unavailable(reason: "\(file): cannot be used")
    }
  }

  private init(_ error: DatabaseError, _ file: String, _ system: SystemError?) {
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .damaged(reason: "\(file): not a saved state")
    case .SQLITE_CORRUPT, .SQLITE_FORMAT: self = .damaged(reason: "\(file): the database is damaged")
    case .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_RANGE:
      // Tables that are not as they were made.
      self = .damaged(reason: "\(file): not as a saved state should be")
    case let code: self = .unavailable(reason: "\(file): \(Self.words(code, system))")
    }
  }

  private static func words(_ code: ResultCode, _ system: SystemError?) -> String {
    switch code {
    case .SQLITE_FULL: SystemError(code: ENOSPC).reason
    case .SQLITE_READONLY: "cannot be written to"
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: "in use by another program"
    case .SQLITE_NOMEM: SystemError(code: ENOMEM).reason
    case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_PERM, .SQLITE_AUTH:
      system?.reason ?? "cannot be opened, read or written"
    default: "cannot be used (SQLite's error \(code.rawValue))"
    }
  }
}
