import Glibc

/// One request to a server of another program on 127.0.0.1, over a connection of its own.
package enum LoopbackRequest {
  /// Sends it and reads until the server closes the connection; blocks meanwhile.
  ///
  /// - Parameters:
  ///   - head: the request's first line, and the fields besides `Host`, `Content-Length` and `Connection`.
  ///   - body: what comes after the head.
  /// - Returns: the whole response.
  package static func send(_ head: String..., body: String, to port: UInt16) throws -> String {
    let descriptor = try LoopbackSocket.connection(to: port)
    defer { close(descriptor) }
    let fields = ["Host: 127.0.0.1", "Content-Length: \(body.utf8.count)", "Connection: close"]
    var rest = Array(((head + fields).map { $0 + "\r\n" }.joined() + "\r\n" + body).utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { throw SystemCallError(call: "send", code: errno) }
      rest = rest.dropFirst(count)
    }
    var response: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 { response += buffer.prefix(count) }
    return String(decoding: response, as: UTF8.self)
  }
}
