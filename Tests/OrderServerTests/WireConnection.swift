import Glibc
import TestSupport

/// A connection to a server, with nothing but a socket in between: what was sent is what the server wrote.
actor WireConnection {
  /// The head of a response.
  struct Head: Equatable {
    var status: Int
    /// The fields by their names in lower case.
    var fields: [String: String]
  }

  private let descriptor: Int32
  /// What came and was not taken apart yet.
  private var received: [UInt8] = []
  private var isClosed = false
  private var responseHead: Head?
  /// Bytes of the body, or of its chunk, that are still to come; `nil` before the next chunk.
  private var bodyRest: Int?
  /// The body so far, without the events that were taken.
  private var body: [UInt8] = []
  private(set) var isFinished = false

  /// - Parameters:
  ///   - receiveBuffer: how many bytes the system may take before anybody reads them.
  ///   - host: an IPv4 address in network byte order; left out, 127.0.0.1.
  init(_ server: ServerProgram, receiveBuffer: Int32? = nil, host: UInt32 = UInt32(0x7f00_0001).bigEndian) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw SystemCallError(call: "socket", code: errno) }
    if var size = receiveBuffer {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = server.port.bigEndian
    address.sin_addr.s_addr = host
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else {
      defer { Glibc.close(descriptor) }
      throw SystemCallError(call: "connect", code: errno)
    }
  }

  deinit { Glibc.close(descriptor) }

  /// Sends a request for a stream.
  func get(_ target: String = "/v1/orders/live", _ fields: String...) throws {
    try send("GET \(target) HTTP/1.1\r\nHost: test\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n")
  }

  func send(_ text: String) throws { try send(bytes: Array(text.utf8)) }

  func send(bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw SystemCallError(call: "send", code: errno) }
      sent += count
    }
  }

  /// Closes the sending side, as a client that goes away does.
  func shutDown() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// The head of the response, once it is here.
  func head() async throws -> Head {
    try await eventually("the head of a response") {
      receive()
      return responseHead
    }
  }

  /// The next events, as many.
  func events(_ count: Int) async throws -> [WireEvent] {
    var events: [WireEvent] = []
    while events.count < count { events.append(try await event()) }
    return events
  }

  /// The next event.
  func event() async throws -> WireEvent {
    try await eventually("an event; the body has \(String(decoding: body, as: UTF8.self))") {
      receive()
      if let event = takeEvent() { return event }
      guard !isFinished, !isClosed else { throw ServerProgram.Failure(description: "the stream ended") }
      return nil
    }
  }

  /// The next event of one of these types; others are passed over.
  func event(_ types: String...) async throws -> WireEvent {
    while true {
      let event = try await event()
      if types.contains(event.type) { return event }
    }
  }

  /// All events up to the end of the response, or of the connection.
  func eventsToTheEnd() async throws -> [WireEvent] {
    var events: [WireEvent] = []
    return try await eventually("the end of a stream") {
      receive()
      while let event = takeEvent() { events.append(event) }
      return isFinished || isClosed ? events : nil
    }
  }

  /// The whole body of a response.
  func wholeBody() async throws -> String {
    try await eventually("the end of a response") {
      receive()
      return isFinished || isClosed ? String(decoding: body, as: UTF8.self) : nil
    }
  }

  /// Waits until the server has closed the connection.
  func closed() async throws {
    _ = try await eventually("the end of a connection") {
      receive()
      return isClosed ? true : nil
    }
  }

  /// Whether anything has come that was not taken.
  func hasMore() -> Bool {
    receive()
    return !body.isEmpty || !received.isEmpty
  }

  private func takeEvent() -> WireEvent? {
    guard let end = body.firstRange(of: [10, 10]) else { return nil }
    let event = WireEvent(text: String(decoding: body[..<end.lowerBound], as: UTF8.self))
    body.removeSubrange(..<end.upperBound)
    return event
  }

  private func receive() {
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while !isClosed {
      let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      if count > 0 {
        received += buffer[..<count]
      } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
        isClosed = true
      } else {
        break
      }
    }
    takeApart()
  }

  private func takeApart() {
    while !isFinished {
      guard let head = responseHead else {
        guard let line = takeLine(endingWith: [13, 10, 13, 10]) else { return }
        responseHead = Head(line)
        if let length = responseHead?.fields["content-length"].flatMap({ Int($0) }) { bodyRest = length }
        continue
      }
      let isChunked = head.fields["transfer-encoding"] == "chunked"
      if let rest = bodyRest {
        let portion = received.prefix(rest)
        body += portion
        received.removeFirst(portion.count)
        bodyRest = rest - portion.count
        guard rest == portion.count else { return }
        if !isChunked { isFinished = true }
        if isChunked, takeLine(endingWith: [13, 10]) == nil { return }
        bodyRest = nil
      } else {
        guard let line = takeLine(endingWith: [13, 10]), let size = Int(line, radix: 16) else { return }
        if size == 0 { isFinished = true } else { bodyRest = size }
      }
    }
  }

  private func takeLine(endingWith mark: [UInt8]) -> String? {
    guard let end = received.firstRange(of: mark) else { return nil }
    let line = String(decoding: received[..<end.lowerBound], as: UTF8.self)
    received.removeSubrange(..<end.upperBound)
    return line
  }
}

extension WireConnection.Head {
  fileprivate init(_ text: String) {
    let lines = text.split(separator: "\r\n")
    status = lines.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
    fields = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let name = parts.first, let value = parts.last else { continue }
      fields[name.lowercased()] = String(value.drop { $0 == " " })
    }
  }
}
