import EventStream
import OrderProtocol
import OrderStore
import TerminalUI

/// Prints what the client tells: events to standard output, the connection's fate to standard error.
struct TailPrinter: Sendable {
  let format: TailFormat
  let output: LineOutput
  let charset: Charset

  /// Returns once everything is written, so a reader that is slow slows the stream and loses nothing.
  func receive(_ event: ClientEvent) async {
    switch event {
    case .received(let batch):
      for oversized in batch.oversized {
        StandardError.say("an event was over the size limit and skipped: \(oversized.type)", charset: charset)
      }
      guard !batch.events.isEmpty else { return }
      await output.write(bytes(of: batch.events))
    case .connecting(let attempt, let lastEventID):
      let position = lastEventID.isEmpty ? "" : " after event \(lastEventID)"
      StandardError.say(attempt == 0 ? "connecting\(position)" : "connecting again\(position)", charset: charset)
    case .opened(let streamID):
      StandardError.say("connected" + (streamID.map { ": stream \($0)" } ?? ""), charset: charset)
    case .stale(let after):
      StandardError.say("nothing received for \(after.inWords)", charset: charset)
    case .waiting(let wait, let reason):
      StandardError.say(Self.sentence(wait, reason), charset: charset)
    case .reconnectionTimeChanged, .lost, .ended:
      break
    }
  }

  private func bytes(of events: [ServerSentEvent]) -> [UInt8] {
    var bytes: [UInt8] = []
    switch format {
    case .jsonl:
      bytes.reserveCapacity(events.reduce(0) { $0 + $1.data.utf8.count + 96 })
      for event in events { JSONLine.append(event, to: &bytes) }
    case .text:
      let now = Clocks.wall()
      for event in events {
        bytes.append(contentsOf: TailText.line(event, at: now, charset: charset).text.utf8)
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    return bytes
  }

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
