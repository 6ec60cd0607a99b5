/// Inputs on their way to their reader. A reader that does not keep up loses keys and clicks, and nothing else.
struct Inbox {
  private let continuation: AsyncStream<TerminalInput>.Continuation
  private var undelivered: [TerminalInput] = []

  init(_ continuation: AsyncStream<TerminalInput>.Continuation) { self.continuation = continuation }

  /// Something waits for room; see ``retry()``.
  var hasUndelivered: Bool { !undelivered.isEmpty }

  mutating func deliver(_ input: TerminalInput) {
    guard case .dropped = continuation.yield(input) else { return }
    switch input {
    case .key, .mouse: return
    default: break
    }
    // As often as it came in vain, once is enough.
    if !undelivered.contains(input) { undelivered.append(input) }
  }

  mutating func retry() {
    let inputs = undelivered
    undelivered = []
    for input in inputs { deliver(input) }
  }

  func finish() { continuation.finish() }
}
