import Glibc

/// One connection of a ``LoopbackServer``, played on a thread of its own.
struct LoopbackConnection: Sendable {
  private let descriptor: Int32
  private let log: LoopbackServer.Log
  private var lastRequest = ""

  init(_ descriptor: Int32, _ log: LoopbackServer.Log) {
    self.descriptor = descriptor
    self.log = log
  }

  mutating func play(_ script: [LoopbackStep]) {
    var steps = ArraySlice(script)
    while let step = steps.popFirst() {
      if case .answer(let answer) = step {
        steps = answer(lastRequest) + steps
      } else if !perform(step) {
        break
      }
    }
    log.close(descriptor)
  }

  /// Whether the script goes on.
  private mutating func perform(_ step: LoopbackStep) -> Bool {
    switch step {
    case .request: receiveRequest()
    case .answer: true
    case .send(let bytes): send(bytes)
    case .sendRepeatedly(let bytes, let times): (0..<times).allSatisfy { _ in send(bytes) }
    case .wait(let duration): wait(duration)
    case .stall: stall()
    case .close: end(reset: false)
    case .reset: end(reset: true)
    }
  }

  private mutating func receiveRequest() -> Bool {
    var head: [UInt8] = []
    var byte: UInt8 = 0
    while !head.hasSuffix("\r\n\r\n") {
      guard recv(descriptor, &byte, 1, 0) == 1 else { return false }
      head.append(byte)
    }
    lastRequest = String(decoding: head, as: UTF8.self)
    log.record(request: lastRequest)
    return true
  }

  private func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      // In pieces, so that `sent` moves with the client.
      let count = bytes[sent...].prefix(64 * 1024).withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else {
        if !log.isStopped { log.recordClosedByPeer() }
        return false
      }
      sent += count
      log.record(sent: count)
    }
    return true
  }

  private func wait(_ duration: Duration) -> Bool {
    let (seconds, attoseconds) = duration.components
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    nanosleep(&time, nil)
    return true
  }

  private func stall() -> Bool {
    var byte: UInt8 = 0
    while recv(descriptor, &byte, 1, 0) > 0 {}
    if !log.isStopped { log.recordClosedByPeer() }
    return false
  }

  private func end(reset: Bool) -> Bool {
    if reset {
      var now = linger(l_onoff: 1, l_linger: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    }
    return false
  }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { suffix($0.count).elementsEqual($0) }
  }
}
