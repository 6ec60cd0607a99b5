import EventStream
import OrderProtocol

/// Writes down what a client gets, until the recording is full.
actor Recorder {
  private let file: RecordingFile
  private let sizeLimit: Int
  private let report: ConnectionReport
  private let onOpen: @Sendable () -> Void
  private let onFull: @Sendable () -> Void
  /// `nil` until the first bytes come, which are the beginning of the recording.
  private var writer: RecordingWriter?
  private var start = ContinuousClock.now
  private var isConnected = false
  private var isFinished = false

  /// - Parameters:
  ///   - onOpen: called each time that the stream opens.
  ///   - onFull: called once the next event would take the recording over the limit.
  init(
    _ file: RecordingFile, sizeLimit: Int, report: ConnectionReport, onOpen: @escaping @Sendable () -> Void,
    onFull: @escaping @Sendable () -> Void
  ) {
    self.file = file
    self.sizeLimit = sizeLimit
    self.report = report
    self.onOpen = onOpen
    self.onFull = onFull
  }

  /// Takes raw bytes; `nil` when the server has ended the response. Returns once they are written.
  func receive(_ bytes: [UInt8]?) async {
    guard !isFinished else { return }
    guard let bytes else { return await end(.closed) }
    if writer == nil {
      start = .now
      writer = RecordingWriter(startedAt: Clocks.wall().iso8601, sizeLimit: sizeLimit)
    }
    if let output = writer?.receive(bytes, at: start.duration(to: .now)) { await write(output) }
  }

  /// Takes what the client tells.
  func receive(_ event: ClientEvent) async {
    report.tell(event)
    switch event {
    case .opened:
      isConnected = true
      onOpen()
    case .lost(let reason): await end(.lost(reason: reason))
    default: break
    }
  }

  /// Ends the recording, without what comes from now on; one sentence about it, or why there is none.
  func finish() async -> (summary: String, problem: String?) {
    isFinished = true
    let size = writer?.size ?? 0
    // After whatever is being written.
    if size > 0 { await file.output.write([]) }
    let problem = file.output.problem ?? file.finish(hasBytes: size > 0)
    let count = writer?.eventCount ?? 0
    return (
      size == 0 ? "nothing was received, so there is no recording" : "recorded \(count) events in \(size) bytes",
      problem
    )
  }

  private func end(_ end: Recording.ConnectionEnd) async {
    guard isConnected, !isFinished else { return }
    isConnected = false
    if let output = writer?.end(end, at: start.duration(to: .now)) { await write(output) }
  }

  private func write(_ bytes: [UInt8]) async {
    if !bytes.isEmpty { await file.output.write(bytes) }
    if writer?.isFull == true { onFull() }
  }
}
