package import OrderProtocol

/// Publishes what happens in a simulated shop when it happens.
package struct SimulationSource: EventSource {
  /// Events wait for one another so long, so that a busy shop does not wake for each of them.
  static let step = Duration.milliseconds(10)
  /// How many moments go out at once where the source has fallen behind.
  static let batchLimit = 1_000

  private let ordersPerHour: Int
  private let seed: UInt64
  private let start: Timestamp

  /// - Parameters:
  ///   - ordersPerHour, seed: as for ``Simulation``.
  ///   - start: the simulated time at the moment when the source begins to run.
  package init(ordersPerHour: Int, seed: UInt64, start: Timestamp) {
    self.ordersPerHour = ordersPerHour
    self.seed = seed
    self.start = start
  }

  package func run<C: Clock>(
    on clock: C, publish: @Sendable ([EventDraft]) async throws -> Void
  ) async throws where C.Duration == Duration {
    let begin = clock.now
    var simulation = Simulation(ordersPerHour: ordersPerHour, seed: seed, start: start)
    var moment = simulation.next()
    while true {
      try Task.checkCancellation()
      let wait = moment.time - start
      if begin.advanced(by: wait) > clock.now {
        try await clock.sleep(until: begin.advanced(by: Self.nextStep(wait)), tolerance: nil)
      }
      let elapsed = begin.duration(to: clock.now)
      var drafts: [EventDraft] = []
      var count = 0
      repeat {
        drafts += moment.events.map { EventDraft($0) }
        moment = simulation.next()
        count += 1
      } while count < Self.batchLimit && moment.time - start <= elapsed
      try await publish(drafts)
    }
  }

  /// The end of the step that a time is in.
  private static func nextStep(_ time: Duration) -> Duration {
    let (seconds, attoseconds) = time.components
    let part = step.components.attoseconds
    return .seconds(seconds)
      + Duration(secondsComponent: 0, attosecondsComponent: (attoseconds + part - 1) / part * part)
  }
}
