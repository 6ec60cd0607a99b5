import EventStream
import OrderStore
import TerminalUI

/// Tells on standard error what happens to the connection, one line each.
struct ConnectionReport: Sendable {
  let charset: Charset

  func tell(_ event: ClientEvent) {
    switch event {
    case .received(let batch):
      for oversized in batch.oversized { say("an event was over the size limit and skipped: \(oversized.type)") }
    case .connecting(let attempt, let lastEventID):
      let position = lastEventID.isEmpty ? "" : " after event \(lastEventID)"
      say(attempt == 0 ? "connecting\(position)" : "connecting again\(position)")
    case .opened(let streamID): say("connected" + (streamID.map { ": stream \($0)" } ?? ""))
    case .stale(let after): say("nothing received for \(after.inWords)")
    case .waiting(let wait, let reason): say(Self.sentence(wait, reason))
    case .reconnectionTimeChanged, .lost, .ended: break
    }
  }

  private func say(_ sentence: String) { StandardError.say(sentence, charset: charset) }

  private static func sentence(_ wait: Duration, _ reason: WaitReason) -> String {
    let seconds = wait.inSeconds
    return switch reason {
    case .retry(let number, let limit, let reason):
      "retry \(number)\(limit.map { "/\($0)" } ?? "") in \(seconds): \(reason)"
    case .announced: "the server left and will be back: reconnecting in \(seconds)"
    case .offline(let attempts, let reason): "\(attempts) attempts failed, next in \(seconds): \(reason)"
    }
  }
}

extension Duration {
  /// Seconds with one decimal below ten, e.g. `1.8 s` and `27 s`.
  fileprivate var inSeconds: String {
    let tenths = Int(clamping: components.seconds) * 10 + Int(components.attoseconds / 100_000_000_000_000_000)
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) s" : "\(tenths / 10) s"
  }
}
