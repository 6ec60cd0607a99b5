import EventStream
import TerminalUI

extension FuzzTarget {
  /// A recording is refused with the line and a reason, or read; what is read and written down again is read the same.
  func checkRecording(_ input: [UInt8]) {
    let recording: Recording
    do throws(RecordingError) {
      recording = try Recording(input)
    } catch {
      checkPrintable("\(error)", .unicode)
      let isKnown = error.line.map { (1...input.count).contains($0) } ?? true
      return require(isKnown, "no such line: \(error)")
    }
    require(recording.segments.map(\.offset) == recording.segments.map(\.offset).sorted(), "time goes backwards")
    var writer = RecordingWriter(startedAt: recording.startedAt ?? "")
    var file: [UInt8] = []
    for segment in recording.segments {
      file += writer.receive(segment.bytes, at: segment.offset)
      if let end = segment.end { file += writer.end(end, at: segment.offset) }
    }
    if let last = recording.segments.last, last.end == nil { file += writer.end(.closed, at: last.offset) }
    guard !file.isEmpty else { return }
    guard let copy = try? Recording(file) else {
      // An event that was never finished is kept as comments.
      return require(Self.events(of: recording).isEmpty, "what was written down cannot be read")
    }
    require(Self.events(of: copy) == Self.events(of: recording), "the copy holds other events")
  }

  private static func events(of recording: Recording) -> DispatchedEvents {
    var parser = EventStreamParser()
    var batch = EventBatch()
    for segment in recording.segments {
      parser.consume(segment.bytes, into: &batch)
      if segment.end != nil { parser = EventStreamParser(lastEventID: parser.lastEventID) }
    }
    return batch.events
  }
}
