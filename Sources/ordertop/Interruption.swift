import CursesTerminal

/// What ends a program without a screen from outside.
enum Interruption {
  /// Returns at the first signal that asks for the end, or once nobody reads the output any more.
  static func first(of signals: AsyncStream<TerminalSignal>, or output: LineOutput) async {
    let (events, continuation) = AsyncStream.makeStream(of: Void.self)
    output.watch { continuation.yield() }
    let relay = Task {
      for await _ in signals { continuation.yield() }
    }
    for await _ in events { break }
    relay.cancel()
  }
}
