import Glibc

/// Where a recording goes: a file that only its owner can read, or standard output.
///
/// An older recording of that name stays whole until the first bytes of the new one are there; then it is emptied and
/// written to, not replaced: links, devices and pipes stay what they are, and whatever ends the program, what it has
/// recorded has its name already.
struct RecordingFile: Sendable {
  let output: LineOutput
  private let path: String
  private let descriptor: Int32
  /// Whether the file was made just now.
  private let isNew: Bool

  /// - Parameters:
  ///   - path: `-` is standard output.
  ///   - replaces: whether a file that is there may be written to.
  init(_ path: String, replaces: Bool) throws {
    self.path = path
    guard path != "-" else {
      descriptor = STDOUT_FILENO
      isNew = false
      output = LineOutput()
      return
    }
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY
    var descriptor = open(path, flags | O_EXCL, 0o600)
    isNew = descriptor >= 0
    if descriptor < 0, errno == EEXIST, replaces { descriptor = open(path, flags, 0o600) }
    guard descriptor >= 0 else {
      let remedy = errno == EEXIST ? "; --force overwrites it" : ""
      throw Failure(.cannotCreate, "\(path): \(String(cString: strerror(errno)).lowercased())\(remedy)")
    }
    guard !Self.isFile(descriptor) || flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw Failure(.cannotCreate, "\(path): another program is recording to it")
    }
    self.descriptor = descriptor
    output = LineOutput(descriptor: descriptor, name: path) { [descriptor] in Self.empty(descriptor) }
  }

  /// Brings what was written to the disk, and removes a new file that nothing was written to.
  ///
  /// - Returns: why it is not there.
  func finish(hasBytes: Bool) -> String? {
    guard path != "-" else { return nil }
    if isNew, !hasBytes { unlink(path) }
    // Some file systems tell only now that there was no room. Pipes and devices have nothing to bring.
    guard Self.isFile(descriptor), fsync(descriptor) != 0, errno != EINVAL else { return nil }
    return "\(path): \(String(cString: strerror(errno)).lowercased())"
  }

  /// Makes room for a recording; the error if it cannot.
  private static func empty(_ descriptor: Int32) -> Int32? {
    guard isFile(descriptor) else { return nil }
    return fchmod(descriptor, 0o600) == 0 && ftruncate(descriptor, 0) == 0 ? nil : errno
  }

  private static func isFile(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
