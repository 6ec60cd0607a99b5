/// One transfer as seen from outside the thread. The body's callbacks hold it, so that a body nobody holds any more ends
/// its transfer, and it holds the transport, so that the thread lives as long as a body can still be read.
final class TransferLease: Sendable {
  let id: TransferID
  private let transport: CurlTransport

  init(transport: CurlTransport) {
    self.transport = transport
    id = transport.inbox.makeID()
  }

  deinit {
    cancel()
  }

  func cancel() {
    transport.inbox.post(.cancel(id))
  }

  func resume() {
    transport.inbox.post(.resume(id))
  }
}
