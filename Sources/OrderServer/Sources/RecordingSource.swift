package import EventStream
import OrderProtocol

/// Publishes the events of a recorded stream at the pace of the recording.
///
/// They go out as they were recorded, malformed ones and unknown types included; control events are left out, because a
/// server sends its own. The ends of recorded connections, and recorded ids, play no part.
package struct RecordingSource: EventSource {
  /// Events that came at one moment.
  private struct Moment {
    var offset: Duration
    var drafts: [EventDraft]
  }

  /// The pause at the end of a recording that starts again.
  static let loopPause = Duration.seconds(3)

  /// How many events go out at once; more would hold up everybody else.
  private static let portion = 1_000

  private let moments: [Moment]
  private let duration: Duration
  private let isLoop: Bool

  /// - Parameter isLoop: whether it starts again at its end.
  package init(_ recording: Recording, isLoop: Bool) {
    moments = Self.moments(of: recording)
    duration = recording.duration
    self.isLoop = isLoop
  }

  package func run<C: Clock>(
    on clock: C, publish: @Sendable ([EventDraft]) async throws -> Void
  ) async throws where C.Duration == Duration {
    var start = clock.now
    repeat {
      for moment in moments {
        let time = start.advanced(by: moment.offset)
        if time > clock.now { try await clock.sleep(until: time, tolerance: nil) }
        var rest = moment.drafts[...]
        while !rest.isEmpty {
          try await publish(Array(rest.prefix(Self.portion)))
          rest = rest.dropFirst(Self.portion)
        }
      }
      start = start.advanced(by: duration + Self.loopPause)
      if isLoop { try await clock.sleep(until: start, tolerance: nil) }
    } while isLoop
  }

  private static func moments(of recording: Recording) -> [Moment] {
    var moments: [Moment] = []
    var parser = EventStreamParser()
    for segment in recording.segments {
      var drafts: [EventDraft] = []
      var batch = EventBatch()
      parser.consume(segment.bytes, into: &batch)
      for event in batch.events where OrderEventType(name: event.type)?.isAboutOrder ?? true {
        drafts.append(EventDraft(type: event.type, data: event.data))
      }
      if !drafts.isEmpty { moments.append(Moment(offset: segment.offset, drafts: drafts)) }
      if segment.end != nil { parser = EventStreamParser() }
    }
    return moments
  }
}
