import OrderProtocol
import OrderStore
import Persistence
import SavedState

/// Writing what changed, as the dashboard does while a replay comes in.
struct Saving {
  /// Bytes that are taken between two checkpoints: what comes in a quarter of a second at 100,000 events/s.
  private static let bytesPerCheckpoint = 3_200_000

  let file: StreamFile

  init(_ file: StreamFile) { self.file = file }

  /// Prints `events rows checkpoints seconds`: rows of orders, journal and log, and the time of taking and writing them.
  func run(in folder: String) async throws {
    var moment = Moment.start()
    let identity = StreamIdentity(url: "http://127.0.0.1/measure", source: "127.0.0.1", filters: [])
    let opening = try await StateDirectory(path: folder).open(
      identity, retention: Retention(), fresh: true, now: moment.wall)
    guard case .writer(let state, _, _) = opening else { throw Failure("\(folder): cannot be saved to") }
    var board = DashboardState(
      settings: Settings(source: "measure"), theme: "", isSaving: true, restoring: nil, at: moment)
    var (events, rows, checkpoints) = (0, 0, 0)
    var time = Duration.zero
    for batch in file.decodedBatches(chunk: Self.bytesPerCheckpoint) {
      _ = reduce(into: &board, action: .received(batch), at: moment)
      events += batch.count
      moment.advance(milliseconds: 250)
      let start = ContinuousClock.now
      let checkpoint = board.takeCheckpoint(isComplete: false, at: moment)
      try await state.write(checkpoint)
      time += .now - start
      rows += checkpoint.orders.count + checkpoint.journal.count + checkpoint.log.count
      checkpoints += 1
    }
    await state.close()
    print(events, rows, checkpoints, time / .seconds(1))
  }
}
