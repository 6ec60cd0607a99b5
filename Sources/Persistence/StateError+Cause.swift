import GRDB
import SavedState

extension StateError {
  /// What an error means for the state in a file, in a sentence that names it.
  init(_ error: any Error, _ file: String) {
    switch error {
    case let error as StateError: self = error
    case let error as Damage: self = .damaged(reason: "\(file): \(error.what)")
    case let error as SystemError: self = .unavailable(reason: "\(file): \(error.reason)")
    case let error as DatabaseError: self.init(error, file)
    default: self = .unavailable(reason: "\(file): \(error)".prefix(characters: 200))
    }
  }

  private init(_ error: DatabaseError, _ file: String) {
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .damaged(reason: "\(file): not a saved state")
    case .SQLITE_CORRUPT, .SQLITE_FORMAT: self = .damaged(reason: "\(file): the database is damaged")
    case _ where error.extendedResultCode == .SQLITE_IOERR_CORRUPTFS:
      self = .damaged(reason: "\(file): the file system is damaged")
    case .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_RANGE:
      // Tables that are not as we made them.
      self = .damaged(reason: "\(file): \(error.message ?? "not a saved state")".prefix(characters: 200))
    case .SQLITE_FULL: self = .unavailable(reason: "\(file): no space left on device")
    case .SQLITE_READONLY: self = .unavailable(reason: "\(file): read-only")
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .unavailable(reason: "\(file): in use by another program")
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .unavailable(reason: "\(file): cannot be opened")
    case .SQLITE_IOERR: self = .unavailable(reason: "\(file): cannot be read or written")
    default:
      self = .unavailable(
        reason: "\(file): \(error.message ?? "error \(error.resultCode.rawValue)")".prefix(characters: 200))
    }
  }
}

extension String {
  fileprivate func prefix(characters: Int) -> String { count > characters ? self.prefix(characters) + "…" : self }
}
