import Glibc
import TestSupport

/// A port of 127.0.0.1 whose queue is full and never emptied: who connects hears nothing, as from a host that is gone.
final class StuckListener: Sendable {
  let port: UInt16
  private let listener: Int32
  private let waiting: [Int32]

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard listener >= 0 else { throw SystemCallError(call: "socket", code: errno) }
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let isListening = Self.with(&address) { address, length in
      var length = length
      return bind(listener, address, length) == 0 && listen(listener, 0) == 0
        && getsockname(listener, address, &length) == 0 ? 0 : -1
    }
    waiting = (0..<4).map { _ in
      let client = socket(
        AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
      _ = Self.with(&address) { connect(client, $0, $1) }
      return client
    }
    port = UInt16(bigEndian: address.sin_port)
    guard isListening == 0 else { throw SystemCallError(call: "listen", code: errno) }
  }

  deinit { for descriptor in waiting + [listener] { close(descriptor) } }

  private static func with(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
  }
}
