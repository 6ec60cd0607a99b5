import Glibc

/// What the file system says of a file; `nil` when it is not there, or cannot be looked at.
struct FileStatus: Equatable {
  let size: Int64
  let modified: timespec
  /// Whether it is a file as such: no folder, pipe or device.
  let isFile: Bool

  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    size = Int64(status.st_size)
    modified = status.st_mtim
    isFile = status.st_mode & S_IFMT == S_IFREG
  }

  static func == (one: FileStatus, other: FileStatus) -> Bool {
    one.size == other.size && one.modified.tv_sec == other.modified.tv_sec
      && one.modified.tv_nsec == other.modified.tv_nsec
  }
}
