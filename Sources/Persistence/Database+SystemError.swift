import GRDB
import GRDBSQLite
import Glibc

extension Database {
  /// What the operating system said when it came to an error of SQLite's; `nil` where it is not known.
  func systemError(behind error: any Error) -> SystemError? {
    guard let error = error as? DatabaseError else { return nil }
    let codes =
      switch error.resultCode {
      case .SQLITE_IOERR: [lastError(of: SQLITE_FCNTL_JOURNAL_POINTER), lastError(of: SQLITE_FCNTL_FILE_POINTER)]
      default: [sqlite3_system_errno(sqliteConnection)]
      }
    return codes.first { $0 != 0 }.map { SystemError(code: $0) }
  }

  /// The error as it is: SQLite says of a file that the operating system cannot read that it is corrupt.
  func unmasked(_ error: any Error) -> any Error {
    guard let error = error as? DatabaseError, error.resultCode == .SQLITE_CORRUPT else { return error }
    for file in [SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER] {
      switch lastError(of: file) {
      case EIO, ENXIO, ERANGE: return SystemError(code: EIO)
      default: break
      }
    }
    return error
  }

  /// The last error of reading or writing the database, or its log.
  private func lastError(of kind: Int32) -> Int32 {
    var file: UnsafeMutablePointer<sqlite3_file>?
    var code: Int32 = 0
    guard sqlite3_file_control(sqliteConnection, "main", kind, &file) == SQLITE_OK,
      let methods = file?.pointee.pMethods,
      methods.pointee.xFileControl?(file, SQLITE_FCNTL_LAST_ERRNO, &code) == SQLITE_OK
    else { return 0 }
    return code
  }
}

extension Database {
  /// Whether the file has been deleted or got another name: whatever is written to it is lost to those who look for it.
  var hasMoved: Bool {
    var hasMoved: Int32 = 0
    let code = sqlite3_file_control(sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
    return code == SQLITE_OK && hasMoved != 0
  }
}

extension DatabaseQueue {
  /// Throws unless the file can be written: SQLite is content with reading where it may not write.
  func requireWriting(_ path: String) throws {
    guard unsafeRead({ sqlite3_db_readonly($0.sqliteConnection, "main") }) != 0 else { return }
    throw access(path, W_OK) == 0 ? SystemError(code: EACCES) : SystemError()
  }
}
