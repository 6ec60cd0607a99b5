import Glibc

/// The right to be the one writer of a state: a lock on a file held open. It is gone with the process, however that ends.
final class FileLock: Sendable {
  private let descriptor: Int32

  /// - Throws: ``SystemError``; its code is `EWOULDBLOCK` when somebody else has the lock.
  init(path: String) throws(SystemError) {
    try PrivateFile.make(path)
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError() }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let error = SystemError()
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Whether the file has been deleted: whoever makes it anew gets a lock of his own.
  var isDeleted: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_nlink == 0
  }
}
