/// Something that makes order events as time passes: a recording, a simulation.
///
/// A source takes whatever chance and wall time it needs when it is made; only its waits go by the clock given here, so
/// that it can run faster than time, and in a test by hand.
package protocol EventSource: Sendable {
  /// Publishes events until there are no more.
  ///
  /// - Parameters:
  ///   - clock: what the waits between events are measured on.
  ///   - publish: takes events that happen at one moment, in order, and returns once they have their ids. It waits when
  ///     the history cannot keep up, and throws when it cannot keep them; then the source should end with that error.
  /// - Throws: what `publish` threw, or `CancellationError`; the server cancels its sources when it ends.
  func run<C: Clock>(
    on clock: C, publish: @Sendable ([EventDraft]) async throws -> Void
  ) async throws where C.Duration == Duration
}
