import EventStream
import OrderStore

/// A dashboard and its stream, side by side: the screen outlives the stream, and `r` starts an ended stream again.
actor Session: StreamClient {
  private let client: any StreamClient
  private let restart: (@Sendable () async -> Void)?
  private let loopPause: Duration?
  private var pause: Task<Void, Never>?
  private var wake: CheckedContinuation<Void, Never>?
  private var isStopped = false
  private var isRunning = false
  /// How the stream ended last.
  private(set) var end = StreamEnd.stopped

  /// - Parameters:
  ///   - loopPause: after which time an ended stream starts again by itself; `nil`: it does not.
  ///   - restart: what to do before an ended stream is run again.
  init(_ client: any StreamClient, loopPause: Duration? = nil, restart: (@Sendable () async -> Void)? = nil) {
    self.client = client
    self.loopPause = loopPause
    self.restart = restart
  }

  /// Runs the stream, again and again as long as somebody asks for it.
  func run() async -> StreamEnd {
    while !isStopped {
      isRunning = true
      end = await client.run()
      isRunning = false
      if isStopped { break }
      if let loopPause {
        let pause = Task { _ = try? await Task.sleep(for: loopPause) }
        self.pause = pause
        await pause.value
      } else {
        await withCheckedContinuation { wake = $0 }
      }
      if !isStopped { await restart?() }
    }
    return end
  }

  func reconnect() async {
    if isRunning { await client.reconnect() } else { resume() }
  }

  func resync(since: String) async {
    await client.resync(since: since)
    if !isRunning { resume() }
  }

  func stop() async {
    isStopped = true
    await client.stop()
    resume()
  }

  private func resume() {
    pause?.cancel()
    wake?.resume()
    wake = nil
  }
}

extension Session {
  /// Shows the screen while the stream runs. Ends with the screen.
  ///
  /// - Returns: how the stream had ended when the user quit; `nil` when it was still running, or when a signal or a
  ///   closed window ended the program.
  func show(_ screen: Screen) async -> StreamEnd? {
    let stream = Task { await run() }
    let closing = await screen.run()
    let ended = isRunning || closing != .quit ? nil : end
    await stop()
    await Self.wait(for: stream, atMost: .milliseconds(1500))
    return ended
  }

  /// A stream that the store is still busy with ends with the program.
  private static func wait(for stream: Task<StreamEnd, Never>, atMost limit: Duration) async {
    let (ends, ended) = AsyncStream.makeStream(of: Void.self)
    Task {
      _ = await stream.value
      ended.yield()
    }
    Task {
      try? await Task.sleep(for: limit)
      ended.yield()
    }
    for await _ in ends { break }
  }
}
