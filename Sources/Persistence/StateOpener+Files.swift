import Glibc
import OrderProtocol
import SavedState

extension StateOpener {
  /// Gives the database and its log another name, one that nothing has yet.
  ///
  /// - Returns: the database's new name.
  func moveAside(_ why: String) throws(StateError) -> String {
    let time = Timestamp(milliseconds: now.milliseconds - now.milliseconds % 1000).iso8601
      .filter { $0 != "-" && $0 != ":" }
    for number in 1...1000 {
      let name = file.replacingSuffix(".sqlite", by: ".\(why)-\(time)\(number == 1 ? "" : "-\(number)").sqlite")
      let isFree = ["", "-wal", "-shm"].allSatisfy { FileStatus(name + $0) == nil && errno == ENOENT }
      guard isFree else { continue }
      // The log first: without it what is left is an older state, and it must not be taken for another database's.
      for suffix in ["-wal", "-shm", ""] where rename(file + suffix, name + suffix) != 0 && errno != ENOENT {
        throw StateError(SystemError(), file)
      }
      return name
    }
    throw .unavailable(reason: "\(file): too many of its kind have been set aside")
  }
}

extension String {
  /// The same with another ending, for one that ends so.
  func replacingSuffix(_ suffix: String, by other: String) -> String {
    hasSuffix(suffix) ? dropLast(suffix.count) + other : self + other
  }
}
