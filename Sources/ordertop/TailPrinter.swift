import EventStream
import OrderProtocol
import OrderStore
import OrdertopConfiguration
import TerminalUI

/// Prints what the client tells: events to standard output, the connection's fate to standard error.
struct TailPrinter: Sendable {
  let format: TailFormat
  let output: LineOutput
  let charset: Charset

  /// Returns once everything is written, so a reader that is slow slows the stream and loses nothing.
  func receive(_ event: ClientEvent) async {
    ConnectionReport(charset: charset).tell(event)
    guard case .received(let batch) = event, !batch.events.isEmpty else { return }
    await output.write(bytes(of: batch.events))
  }

  private func bytes(of events: DispatchedEvents) -> [UInt8] {
    var bytes: [UInt8] = []
    switch format {
    case .jsonl:
      bytes.reserveCapacity(events.dataByteCount + events.dataByteCount / 4 + events.count * 96)
      events.withTexts { texts in
        for index in 0..<texts.count { JSONLine.append(texts, index, to: &bytes) }
      }
    case .text:
      let now = Clocks.wall()
      for event in events {
        bytes.append(contentsOf: TailText.line(event, at: now, charset: charset).text.utf8)
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    return bytes
  }
}
