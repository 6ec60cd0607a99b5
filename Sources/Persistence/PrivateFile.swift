import Glibc

/// Files and directories for us only, whatever the umask.
enum PrivateFile {
  /// Makes an empty file, unless it is there.
  static func make(_ path: String) throws(SystemError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return }
      throw SystemError()
    }
    fchmod(descriptor, 0o600)
    close(descriptor)
  }

  /// Makes a directory and those above it, as far as they are not there.
  static func makeDirectory(_ path: String) throws(SystemError) {
    var made = ""
    var failure: SystemError?
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += part
      if !made.isEmpty {
        if mkdir(made, 0o700) == 0 {
          chmod(made, 0o700)
        } else if errno != EEXIST {
          failure = SystemError()
        }
      }
      made += "/"
    }
    guard access(path, F_OK) == 0 else { throw failure ?? SystemError() }
  }
}
