import Glibc
import NIOCore

/// Why nobody can reach the server at its address, in one clause without a final stop.
package struct ListeningError: Error, Equatable, CustomStringConvertible {
  package var description: String

  /// - Parameter error: what the system or the lookup of the host said.
  init(_ error: any Error) {
    description =
      switch error {
      case is SocketAddressError.UnknownHost: "there is no such host"
      case let error as IOError:
        switch error.errnoCode {
        case EADDRINUSE: "the port is in use by another program"
        case EADDRNOTAVAIL: "this machine has no such address"
        default: String(cString: strerror(error.errnoCode)).lowercased()
        }
      default: "\(error)"
      }
  }
}
