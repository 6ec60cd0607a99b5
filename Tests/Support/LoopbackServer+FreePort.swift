import Glibc

extension LoopbackServer {
  /// A port of 127.0.0.1 that nobody listened on a moment ago, for a program that takes none of the system's choice.
  package static func freePort() throws -> UInt16 {
    let listener = try LoopbackSocket.listen()
    defer { close(listener) }
    return try LoopbackSocket.port(of: listener)
  }
}
