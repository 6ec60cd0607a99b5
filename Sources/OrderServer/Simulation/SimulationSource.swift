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
  private let stated: Timestamp
  private let speed: Double

  /// - Parameters:
  ///   - ordersPerHour, seed, speed: as for ``Simulation``.
  ///   - start: the simulated time at the moment when the source begins to run.
  ///   - stated: what events call that moment; left out, the same.
  package init(
    ordersPerHour: Int, seed: UInt64, start: Timestamp, stated: Timestamp? = nil, speed: Double = 1
  ) {
    self.ordersPerHour = ordersPerHour
    self.seed = seed
    self.start = start
    self.stated = stated ?? start
    self.speed = speed
  }

  package func run<C: Clock>(
    on clock: C, publish: @Sendable ([EventDraft]) async throws -> Void
  ) async throws where C.Duration == Duration {
    let begin = clock.now
    var simulation = Simulation(
      ordersPerHour: ordersPerHour, seed: seed, start: start, stated: stated, speed: speed)
    var moment = simulation.next()
    while true {
      try Task.checkCancellation()
      let wait = offset(of: moment)
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
      } while count < Self.batchLimit && offset(of: moment) <= elapsed
      try await publish(drafts)
    }
  }

  /// How long after the source began it happens.
  private func offset(of moment: Simulation.Moment) -> Duration {
    let time = moment.time - start
    return speed == 1 ? time : time / speed
  }

  /// The end of the step that a time is in.
  private static func nextStep(_ time: Duration) -> Duration {
    let (seconds, attoseconds) = time.components
    let part = step.components.attoseconds
    return .seconds(seconds)
      + Duration(secondsComponent: 0, attosecondsComponent: (attoseconds + part - 1) / part * part)
  }
}
