import Glibc
import OrdertopConfiguration
import Persistence
import SavedState

extension Configuration {
  /// Where states are saved; `nil` when nobody says so and there is no home.
  var directory: StateDirectory? { stateDirectory.value.map { StateDirectory(path: $0) } }

  /// Opens the saved state of the chosen stream for reading: by URL and filters, and without a URL the one that was saved
  /// last. `nil`: nothing has been saved yet.
  ///
  /// - Parameter stream: what the command line says of it.
  func reader(_ stream: StreamSelection) throws -> StateReader? {
    let identity = try identity()
    if identity == nil, stream.hasFilters {
      throw Failure(.usage, "filters choose a stream only together with --url (or ORDERTOP_URL)")
    }
    guard let directory else {
      throw Failure(.configuration, "there is no home directory to look for a saved state in: give --state-dir")
    }
    guard try Self.isThere(directory) else { return nil }
    guard let path = identity.map({ directory.file(of: $0) }) ?? directory.newestFile() else { return nil }
    do throws(StateError) {
      return try StateReader.open(path)
    } catch {
      throw Failure(error)
    }
  }

  /// Whether the directory exists. One that cannot be looked into is an error: there may be a state in it.
  private static func isThere(_ directory: StateDirectory) throws -> Bool {
    if let listing = opendir(directory.path) {
      closedir(listing)
      if access(directory.path, X_OK) == 0 { return true }
    }
    let code = errno
    guard code != ENOENT else { return false }
    throw Failure(.data, "\(directory.path): \(String(cString: strerror(code)).lowercased())")
  }
}

extension Failure {
  /// A saved state that cannot be read.
  init(_ error: StateError) {
    let status: ExitStatus =
      switch error {
      case .newer: .configuration
      case .damaged, .unavailable, .taken: .data
      }
    self.init(status, error.reason)
  }
}
