/// Plays a recording as if it came over the network.
///
/// The first connection starts the time; from then on every segment is delivered when the clock reaches its offset, or
/// at once when that has passed already, e.g. while the client waited before it connected again. A recorded end of a
/// connection ends the connection; the next ``open(_:)`` goes on with what follows, whatever it asks for. When
/// everything was played, the connection ends with ``TransportError/Kind/endOfRecording``, and so does every later one.
///
/// One connection at a time: a new one ends the one before it.
public actor RecordedTransport<C: Clock>: EventStreamTransport where C.Duration == Duration {
  private struct Connection {
    var number: Int
    /// Weak, so that a reader who lets go of the body ends the connection.
    weak var body: ResponseBody?
    var player: Task<Void, Never>
  }

  /// How much of a segment is handed over at once: little enough for a reader's demand to count.
  private static var portion: Int { 64 * 1024 }

  private let recording: Recording
  private let clock: C
  private var start: C.Instant?
  /// The next segment, and how many of its bytes were delivered.
  private var next = 0
  private var delivered = 0
  private var connectionCount = 0
  private var connection: Connection?

  public init(recording: Recording, clock: C) {
    self.recording = recording
    self.clock = clock
  }

  /// Opens the next recorded connection: 200, `text/event-stream`. The request plays no part.
  ///
  /// - Throws: ``TransportError`` of kind `endOfRecording` when nothing is left, `cancelled` in a cancelled task.
  public func open(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    guard !Task.isCancelled else { throw TransportError(.cancelled, "cancelled") }
    abandonConnection(because: "another connection took the place of this one")
    guard next < recording.segments.count else { throw TransportError(.endOfRecording, "end of the recording") }

    let start = self.start ?? clock.now
    self.start = start
    connectionCount += 1
    let (drained, drain) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    // Runs on this actor, so not before the connection below is in place.
    let player = Task { [connectionCount] in await play(connectionCount, from: start, drained: drained) }
    let body = ResponseBody(onDrain: { drain.yield() }, onCancel: { player.cancel() })
    connection = Connection(number: connectionCount, body: body, player: player)
    return HTTPResponse(status: 200, headers: [HTTPField("Content-Type", "text/event-stream")], body: body)
  }

  /// Goes back to the beginning: the next connection starts the time again. An open connection ends.
  public func restart() {
    abandonConnection(because: "the recording starts again")
    start = nil
    next = 0
    delivered = 0
  }

  private func abandonConnection(because reason: String) {
    guard let connection else { return }
    connection.player.cancel()
    connection.body?.finish(TransportError(.broken, reason))
    self.connection = nil
    // The rest of a connection that was given up is heard on the next one, but not that it ended.
    if next < recording.segments.count, recording.segments[next].bytes.isEmpty, recording.segments[next].end != nil {
      next += 1
    }
  }

  private func play(_ number: Int, from start: C.Instant, drained: AsyncStream<Void>) async {
    var drains = drained.makeAsyncIterator()
    while next < recording.segments.count {
      let segment = recording.segments[next]
      let time = start.advanced(by: segment.offset)
      if time > clock.now {
        do { try await clock.sleep(until: time, tolerance: nil) } catch { return }
      }
      while true {
        // Nothing may hold the body while this waits: its end is what ends the wait when nobody reads.
        guard let demand = deliver(segment, to: number), demand != .cancelled else { return }
        if demand == .pause { await drains.next() }
        if delivered == segment.bytes.count { break }
      }
      guard isOpen(number) else { return }
      next += 1
      delivered = 0
      if segment.end != nil || next == recording.segments.count {
        finish(with: segment.end)
        return
      }
    }
  }

  /// Whether that connection still plays: nobody has cancelled or replaced it.
  private func isOpen(_ number: Int) -> Bool {
    !Task.isCancelled && connection?.number == number && connection?.body != nil
  }

  /// Hands over the next portion; `nil` when the connection is gone.
  private func deliver(_ segment: Recording.Segment, to number: Int) -> ResponseBody.Demand? {
    guard isOpen(number), let body = connection?.body else { return nil }
    let portion = segment.bytes[delivered...].prefix(Self.portion)
    delivered += portion.count
    return portion.withUnsafeBytes { body.append($0) }
  }

  private func finish(with end: Recording.ConnectionEnd?) {
    let body = connection?.body
    connection = nil
    switch end {
    case .closed: body?.finish()
    case .lost(let reason): body?.finish(TransportError(.broken, reason))
    case nil: body?.finish(TransportError(.endOfRecording, "end of the recording"))
    }
  }
}
