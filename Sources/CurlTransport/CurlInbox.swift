import CCurl
import EventStream
import Synchronization

typealias TransferID = UInt64

/// What a new transfer needs. The continuation is resumed exactly once, with the head or with the reason why there is none.
struct TransferStart: Sendable {
  var request: HTTPRequest
  var target: RequestTarget
  var body: ResponseBody
  var opened: CheckedContinuation<Result<ResponseHead, TransportError>, Never>
}

/// What other threads ask of the transport's thread.
enum CurlMessage: Sendable {
  case start(TransferID, TransferStart)
  case resume(TransferID)
  case cancel(TransferID)
  case stop
}

/// The way into the transport's thread: messages in order, and libcurl's multi handle to wake the thread with.
final class CurlInbox: Sendable {
  private struct State {
    var messages: [CurlMessage] = []
    var lastID: TransferID = 0
  }

  private let state = Mutex(State())
  let multi: MultiHandle

  init() throws(TransportError) {
    guard let pointer = curl_multi_init() else {
      throw TransportError(.unreachable, "not enough memory or descriptors for the network")
    }
    multi = MultiHandle(pointer: pointer)
  }

  deinit {
    curl_multi_cleanup(multi.pointer)
  }

  func makeID() -> TransferID {
    state.withLock { state in
      state.lastID &+= 1
      return state.lastID
    }
  }

  /// Hands a message to the thread and wakes it. After ``CurlMessage/stop`` nobody listens.
  func post(_ message: CurlMessage) {
    state.withLock { state in
      state.messages.append(message)
      if state.messages.count == 1 { curl_multi_wakeup(multi.pointer) }
    }
  }

  /// Everything that was posted since the last call.
  func take() -> [CurlMessage] {
    state.withLock { state in
      defer { state.messages = [] }
      return state.messages
    }
  }
}

// Sendable: all calls are made on the transport's thread but two: curl_multi_wakeup, which libcurl allows from any thread,
// and the cleanup, when nobody holds the inbox any more and hence nobody can make another call.
struct MultiHandle: @unchecked Sendable {
  let pointer: UnsafeMutableRawPointer
}
