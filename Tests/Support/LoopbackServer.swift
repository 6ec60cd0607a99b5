import Glibc
import Synchronization

/// A raw HTTP server on 127.0.0.1 for tests: each connection plays a script of bytes, waits and endings.
///
/// Plain sockets, one thread that accepts and one for each connection; they end when the server is released, which also
/// closes every connection.
package final class LoopbackServer: Sendable {
  fileprivate struct State {
    var requests: [String] = []
    var accepted = 0
    var closedByPeer = 0
    var lastClosedByPeer: ContinuousClock.Instant?
    var sent = 0
    var open: Set<Int32> = []
    var isStopped = false
  }

  /// What the server's threads share.
  final class Log: Sendable {
    fileprivate let state = Mutex(State())

    func record(request: String) { state.withLock { $0.requests.append(request) } }
    func record(sent count: Int) { state.withLock { $0.sent += count } }

    func recordClosedByPeer() {
      state.withLock { state in
        state.closedByPeer += 1
        state.lastClosedByPeer = .now
      }
    }

    /// Counts a connection; `nil` once the server has stopped.
    fileprivate func opened(_ descriptor: Int32) -> Int? {
      state.withLock { state in
        guard !state.isStopped else { return nil }
        state.open.insert(descriptor)
        state.accepted += 1
        return state.accepted - 1
      }
    }

    /// Closes inside the lock, so that ``stop`` never shuts down a number that means something else by now.
    func close(_ descriptor: Int32) {
      state.withLock { state in
        state.open.remove(descriptor)
        _ = Glibc.close(descriptor)
      }
    }

    var isStopped: Bool { state.withLock { $0.isStopped } }
  }

  /// The port the system chose.
  package let port: UInt16
  private let log = Log()
  private let listener: Int32

  /// - Parameter scripts: the n-th connection plays the n-th script; the last one is played again and again.
  package convenience init(_ scripts: [LoopbackStep]...) throws {
    try self.init(each: { number in scripts.isEmpty ? [] : scripts[min(number, scripts.count - 1)] })
  }

  /// - Parameter script: what a connection plays, by its number from 0 on.
  package init(each script: @escaping @Sendable (_ number: Int) -> [LoopbackStep]) throws {
    listener = try LoopbackSocket.listen()
    port = try LoopbackSocket.port(of: listener)
    try LoopbackThread.start { [listener, log] in
      while let descriptor = LoopbackSocket.accept(listener) {
        guard let number = log.opened(descriptor) else {
          close(descriptor)
          break
        }
        do {
          try LoopbackThread.start {
            var connection = LoopbackConnection(descriptor, log)
            connection.play(script(number))
          }
        } catch {
          log.close(descriptor)
        }
      }
      close(listener)
    }
  }

  deinit {
    log.state.withLock { state in
      state.isStopped = true
      for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  /// `http://127.0.0.1:PORT` and the path.
  package func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Whether anybody accepts connections on a port of 127.0.0.1.
  package static func isListening(_ port: UInt16) -> Bool { LoopbackSocket.connects(to: port) }

  /// The heads of the requests received so far, in order.
  package var requests: [String] { log.state.withLock { $0.requests } }

  /// Connections accepted so far.
  package var accepted: Int { log.state.withLock { $0.accepted } }

  /// Bytes that the system took for sending, on all connections.
  package var sent: Int { log.state.withLock { $0.sent } }

  /// Connections that the client closed or reset while a script was at ``LoopbackStep/stall`` or sending.
  package var closedByPeer: Int { log.state.withLock { $0.closedByPeer } }

  /// When the last of them did.
  package var lastClosedByPeer: ContinuousClock.Instant? { log.state.withLock { $0.lastClosedByPeer } }
}
