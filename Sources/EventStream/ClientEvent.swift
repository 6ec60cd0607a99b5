/// What an event means to the connection itself, as told by the protocol spoken on it.
///
/// The client knows event streams, not orders; a function from ``ServerSentEvent`` to this is handed to it.
public enum ControlSignal: Equatable, Sendable {
  /// Keeps the connection alive, and nothing else.
  case heartbeat
  /// The server is about to leave. Read on until it closes or `reconnectAfter` has passed, then reconnect at once; this
  /// is no failure. `nil`: no usable time was given, the usual wait applies.
  case disconnecting(reconnectAfter: Duration?)
  /// Something went wrong at the server and the stream goes on; the next reconnection waits at least this long.
  case recoverableError(retryAfter: Duration?)
  /// The stream is over for good.
  case unrecoverableError(code: String, message: String)
}

/// Why a stream is over for good.
public enum StreamEnd: Equatable, Sendable {
  /// The program asked for it.
  case stopped
  /// HTTP 204: the server says there is nothing to reconnect to.
  case noContent
  /// Every retry was used up. `reason` tells why the last one failed.
  case retriesExhausted(attempts: Int, reason: String)
  /// 401 or 403.
  case unauthorized(status: Int)
  /// Another final status, e.g. 404.
  case refused(status: Int)
  /// 200 with something else than `text/event-stream`.
  case wrongContentType(String)
  /// A redirect that must not be followed: too many, to another scheme, or without a usable `Location`.
  case badRedirect(String)
  /// An `error` event with `recoverable: false`.
  case unrecoverableError(code: String, message: String)
  /// The request cannot be made: URL, token file, CA file.
  case invalidRequest(String)
  /// The recording has been played to its end.
  case endOfRecording
}

/// Why the client waits before it connects again.
public enum WaitReason: Equatable, Sendable {
  /// Retry `number` (from 1) of at most `limit` (`nil`: unlimited) after a lost connection.
  case retry(number: Int, limit: Int?, reason: String)
  /// The server said when to come back: it left after `disconnecting`, or asked for a wait with an `error` event. Not a
  /// retry.
  case announced
  /// All retries are used up, and the client goes on trying all the same.
  case offline(attempts: Int, reason: String)
}

/// What the client tells its owner, one value per thing that happened; events come in batches, one per chunk received.
public enum ClientEvent: Equatable, Sendable {
  /// A connection is being made. `attempt` counts from 0 and starts again once a connection delivered an event.
  case connecting(attempt: Int, lastEventID: String)
  /// The stream is open: 200 and `text/event-stream`. `streamID` is `X-Stream-Id`.
  case opened(streamID: String?)
  /// A chunk arrived; the batch is empty when it completed nothing, and is a sign of life all the same.
  case received(EventBatch)
  /// The server gave a new reconnection time with `retry:`.
  case reconnectionTimeChanged(Duration)
  /// The connection is gone and will be made again. `reason` is one sentence without a final stop.
  case lost(reason: String)
  /// Nothing was received for the whole heartbeat timeout; `lost` follows.
  case stale(after: Duration)
  /// The client waits that long from now, then connects.
  case waiting(Duration, WaitReason)
  /// The stream is over for good; nothing follows.
  case ended(StreamEnd)
}
