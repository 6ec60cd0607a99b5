import Glibc

/// A call of the operating system failed.
package struct SystemCallError: Error, CustomStringConvertible {
  package var call: String
  package var code: Int32

  package init(call: String, code: Int32) {
    self.call = call
    self.code = code
  }

  package var description: String { "\(call): \(String(cString: strerror(code)))" }
}

/// The socket calls of a ``LoopbackServer``.
enum LoopbackSocket {
  /// A listening socket on 127.0.0.1 and a port that the system chooses.
  static func listen() throws -> Int32 {
    let descriptor = stream()
    guard descriptor >= 0 else { throw SystemCallError(call: "socket", code: errno) }
    var address = loopback(port: 0)
    let bound = withAddress(&address) { bind(descriptor, $0, $1) }
    guard bound == 0, Glibc.listen(descriptor, 128) == 0 else {
      defer { close(descriptor) }
      throw SystemCallError(call: "listen", code: errno)
    }
    return descriptor
  }

  static func port(of descriptor: Int32) throws -> UInt16 {
    var address = sockaddr_in()
    let result = withAddress(&address) { pointer, length in
      var length = length
      return getsockname(descriptor, pointer, &length)
    }
    guard result == 0 else { throw SystemCallError(call: "getsockname", code: errno) }
    return UInt16(bigEndian: address.sin_port)
  }

  /// The next connection; `nil` once the listening socket is shut down.
  static func accept(_ listener: Int32) -> Int32? {
    while true {
      let descriptor = Glibc.accept(listener, nil, nil)
      if descriptor >= 0 {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
      }
      guard errno == EINTR || errno == ECONNABORTED else { return nil }
    }
  }

  static func connects(to port: UInt16) -> Bool {
    guard let descriptor = try? connection(to: port) else { return false }
    close(descriptor)
    return true
  }

  /// A socket that is connected to a port of 127.0.0.1.
  static func connection(to port: UInt16) throws -> Int32 {
    let descriptor = stream()
    guard descriptor >= 0 else { throw SystemCallError(call: "socket", code: errno) }
    var address = loopback(port: port)
    guard withAddress(&address, { connect(descriptor, $0, $1) }) == 0 else {
      defer { close(descriptor) }
      throw SystemCallError(call: "connect", code: errno)
    }
    return descriptor
  }

  private static func stream() -> Int32 {
    socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  private static func withAddress(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
  }
}
