import Synchronization

/// The body of a response: a bounded buffer between the transport that appends and the one reader that takes.
///
/// A reader gets everything that has arrived since it last asked in one chunk, so a slow reader costs fewer, larger
/// chunks, and a transport that watches ``append(_:)`` stops reading from its socket meanwhile.
public final class ResponseBody: Sendable {
  /// What a writer should do after it has appended.
  public enum Demand: Equatable, Sendable {
    /// Go on.
    case more
    /// Enough is waiting: stop until `onDrain` was called. What was appended is kept all the same.
    case pause
    /// The reader has gone; nothing more will be read.
    case cancelled
  }

  private struct State {
    var pending: [UInt8] = []
    var outcome: Result<Void, TransportError>?
    var isPaused = false
    var isCancelled = false
    var reader: CheckedContinuation<Result<[UInt8]?, TransportError>, Never>?

    /// The reader that waits and what there is for it, which is taken; `nil` while one of them is missing.
    mutating func handOver() -> HandOver? {
      guard !pending.isEmpty, let reader else { return nil }
      defer {
        self.reader = nil
        pending = []
      }
      return HandOver(reader: reader, chunk: pending)
    }
  }

  private struct HandOver {
    var reader: CheckedContinuation<Result<[UInt8]?, TransportError>, Never>
    var chunk: [UInt8]

    func resume() { reader.resume(returning: .success(chunk)) }
  }

  /// From so many bytes on a waiting reader gets what has come, although more is announced.
  private static let pieceSize = 64 * 1024

  private let state = Mutex(State())
  private let highWater: Int
  private let onDrain: @Sendable () -> Void
  private let onCancel: @Sendable () -> Void

  /// - Parameters:
  ///   - highWater: unread bytes from which on ``append(_:)`` asks for a pause.
  ///   - onDrain: called after a pause, once the reader has taken what was waiting. May come from any thread, and even
  ///     before the ``append(_:)`` that asks for the pause has returned: a transport must not lose it then.
  ///   - onCancel: called once when the reader gives up before the end. May come from any thread.
  public init(
    highWater: Int = 256 * 1024, onDrain: @escaping @Sendable () -> Void = {},
    onCancel: @escaping @Sendable () -> Void = {}
  ) {
    self.highWater = highWater
    self.onDrain = onDrain
    self.onCancel = onCancel
  }

  /// Adds bytes for the reader. Called by the transport.
  ///
  /// - Parameter moreComes: a reader that waits goes on waiting for what comes at once as well; ``deliver()`` must follow.
  public func append(_ bytes: UnsafeRawBufferPointer, moreComes: Bool = false) -> Demand {
    let (demand, handOver) = state.withLock { state -> (Demand, HandOver?) in
      guard !state.isCancelled, state.outcome == nil else { return (.cancelled, nil) }
      // A reader that gets a chunk gets bytes.
      guard !bytes.isEmpty else { return (state.isPaused ? .pause : .more, nil) }
      // After a large part others follow.
      if state.pending.isEmpty, moreComes, bytes.count >= Self.pieceSize / 4 {
        state.pending.reserveCapacity(Self.pieceSize + bytes.count)
      }
      state.pending.append(contentsOf: bytes)
      if state.reader != nil {
        let waits = moreComes && state.pending.count < min(Self.pieceSize, highWater)
        return (.more, waits ? nil : state.handOver())
      }
      state.isPaused = state.pending.count >= highWater
      return (state.isPaused ? .pause : .more, nil)
    }
    handOver?.resume()
    return demand
  }

  /// Adds bytes for the reader. Called by the transport.
  public func append(_ bytes: [UInt8]) -> Demand {
    bytes.withUnsafeBytes { append($0) }
  }

  /// Lets a reader that waits have what was added. Called by the transport, when nothing more comes at once.
  public func deliver() {
    state.withLock { $0.handOver() }?.resume()
  }

  /// Ends the body: cleanly, or with the reason why it broke. What is still unread is read first. Called by the transport.
  public func finish(_ error: TransportError? = nil) {
    deliver()
    let reader = state.withLock { state -> CheckedContinuation<Result<[UInt8]?, TransportError>, Never>? in
      guard state.outcome == nil else { return nil }
      state.outcome = error.map { .failure($0) } ?? .success(())
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume(returning: error.map { .failure($0) } ?? .success(nil))
  }

  /// The next chunk, never empty; `nil` at a clean end.
  ///
  /// One reader at a time. Cancelling its task cancels the connection and throws ``TransportError/Kind/cancelled``.
  public func next() async throws(TransportError) -> [UInt8]? {
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<Result<[UInt8]?, TransportError>, Never>) in
        let (answer, drained) = state.withLock { state -> (Result<[UInt8]?, TransportError>?, Bool) in
          if state.isCancelled { return (.failure(TransportError(.cancelled, "cancelled")), false) }
          if !state.pending.isEmpty {
            let chunk = state.pending
            state.pending = []
            defer { state.isPaused = false }
            return (.success(chunk), state.isPaused)
          }
          if let outcome = state.outcome { return (outcome.map { nil }, false) }
          state.reader = continuation
          return (nil, false)
        }
        if let answer { continuation.resume(returning: answer) }
        if drained { onDrain() }
      }
    } onCancel: {
      cancel()
    }
    return try result.get()
  }

  /// Gives the body up; the transport closes the connection. Harmless after the end.
  public func cancel() {
    let (reader, isFirst) = state.withLock {
      state -> (CheckedContinuation<Result<[UInt8]?, TransportError>, Never>?, Bool) in
      guard !state.isCancelled else { return (nil, false) }
      state.isCancelled = true
      state.pending = []
      defer { state.reader = nil }
      return (state.reader, state.outcome == nil)
    }
    reader?.resume(returning: .failure(TransportError(.cancelled, "cancelled")))
    if isFirst { onCancel() }
  }

  /// Gives the body up like ``cancel()``, but only if the reader is waiting and nothing is on its way to it: bytes that
  /// have arrived win over a timer that says that none came. Returns whether the body was given up.
  func cancelIfStarved() -> Bool {
    let reader = state.withLock { state -> CheckedContinuation<Result<[UInt8]?, TransportError>, Never>? in
      guard state.reader != nil, state.pending.isEmpty else { return nil }
      state.isCancelled = true
      defer { state.reader = nil }
      return state.reader
    }
    guard let reader else { return false }
    reader.resume(returning: .failure(TransportError(.cancelled, "cancelled")))
    onCancel()
    return true
  }
}
