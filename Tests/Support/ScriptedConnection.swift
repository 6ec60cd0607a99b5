package import EventStream
import Synchronization

/// One connection of a ``ScriptedTransport``: it hangs until the test answers it.
package final class ScriptedConnection: Sendable {
  private struct State {
    var head: Result<HTTPResponse, TransportError>?
    var client: CheckedContinuation<Result<HTTPResponse, TransportError>, Never>?
    var isCancelled = false
    var observers: [CheckedContinuation<Void, Never>] = []
  }

  /// How many connections the transport opened before this one.
  package let index: Int
  package let request: HTTPRequest
  private let state = Mutex(State())
  private let body = Mutex<ResponseBody?>(nil)

  init(index: Int, request: HTTPRequest) {
    self.index = index
    self.request = request
  }

  /// The value of a request header, in any case of the name.
  package func header(_ name: String) -> String? {
    request.headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// Sends the response head; by default that of an event stream.
  package func respond(
    _ status: Int = 200, headers: [HTTPField] = [HTTPField("Content-Type", "text/event-stream")]
  ) {
    let body = ResponseBody(onCancel: { [weak self] in self?.noteCancellation() })
    self.body.withLock { $0 = body }
    answer(.success(HTTPResponse(status: status, headers: headers, body: body)))
  }

  /// Sends bytes of the body, which arrive as one chunk if the client is waiting for them.
  package func send(_ text: String) {
    send(Array(text.utf8))
  }

  /// Sends bytes of the body.
  package func send(_ bytes: [UInt8]) {
    _ = body.withLock { $0 }?.append(bytes)
  }

  /// Closes the connection: cleanly, or broken; before a response it fails the opening.
  package func finish(_ error: TransportError? = nil) {
    if let body = body.withLock({ $0 }) {
      body.finish(error)
    } else {
      answer(.failure(error ?? TransportError(.broken, "closed before a response")))
    }
  }

  /// Whether the client has given this connection up.
  package var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Returns once the client has given this connection up.
  package func waitForCancellation() async {
    await withCheckedContinuation { continuation in
      let isCancelled = state.withLock { state -> Bool in
        if !state.isCancelled { state.observers.append(continuation) }
        return state.isCancelled
      }
      if isCancelled { continuation.resume() }
    }
  }

  func response() async throws(TransportError) -> HTTPResponse {
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation {
        (continuation: CheckedContinuation<Result<HTTPResponse, TransportError>, Never>) in
        let head = state.withLock { state -> Result<HTTPResponse, TransportError>? in
          if state.head == nil { state.client = continuation }
          return state.head
        }
        if let head { continuation.resume(returning: head) }
      }
    } onCancel: {
      if answer(.failure(TransportError(.cancelled, "cancelled"))) { noteCancellation() }
    }
    return try result.get()
  }

  @discardableResult
  private func answer(_ head: Result<HTTPResponse, TransportError>) -> Bool {
    let (isFirst, client) = state.withLock {
      state -> (Bool, CheckedContinuation<Result<HTTPResponse, TransportError>, Never>?) in
      guard state.head == nil else { return (false, nil) }
      state.head = head
      defer { state.client = nil }
      return (true, state.client)
    }
    client?.resume(returning: head)
    return isFirst
  }

  private func noteCancellation() {
    let observers = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.isCancelled = true
      defer { state.observers = [] }
      return state.observers
    }
    for observer in observers { observer.resume() }
  }
}
