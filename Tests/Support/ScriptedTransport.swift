package import EventStream
import Synchronization

/// A transport whose connections a test answers: one by one with ``next()``, or all of them with a script.
package final class ScriptedTransport: EventStreamTransport {
  private struct State {
    var requests: [HTTPRequest] = []
    var waiting: [ScriptedConnection] = []
    var takers: [CheckedContinuation<ScriptedConnection, Never>] = []
  }

  private let state = Mutex(State())
  private let script: (@Sendable (ScriptedConnection) -> Void)?

  /// - Parameter script: answers each connection as soon as it is asked for; without one, ``next()`` hands them over.
  package init(script: (@Sendable (ScriptedConnection) -> Void)? = nil) {
    self.script = script
  }

  /// Every request so far, in order.
  package var requests: [HTTPRequest] { state.withLock { $0.requests } }

  /// The next connection that the client asks for; waits for it.
  package func next() async -> ScriptedConnection {
    await withCheckedContinuation { continuation in
      let connection = state.withLock { state -> ScriptedConnection? in
        guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
        state.takers.append(continuation)
        return nil
      }
      if let connection { continuation.resume(returning: connection) }
    }
  }

  package func open(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let index = state.withLock { state -> Int in
      state.requests.append(request)
      return state.requests.count - 1
    }
    let connection = ScriptedConnection(index: index, request: request)
    if let script {
      script(connection)
    } else {
      let taker = state.withLock { state -> CheckedContinuation<ScriptedConnection, Never>? in
        guard state.takers.isEmpty else { return state.takers.removeFirst() }
        state.waiting.append(connection)
        return nil
      }
      taker?.resume(returning: connection)
    }
    return try await connection.response()
  }
}
