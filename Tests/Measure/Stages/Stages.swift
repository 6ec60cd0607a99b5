import EventStream
import OrderProtocol
import OrderStore

/// Parsing, decoding and reducing on one thread.
struct Stages {
  let file: StreamFile
  let chunk: Int

  init(_ file: StreamFile, chunk: Int) {
    self.file = file
    self.chunk = chunk
  }

  /// Prints `events bytes seconds` for each round. Returns whether there is such a stage.
  func run(_ stage: String, rounds: Int) -> Bool {
    switch stage {
    case "parse": parse(rounds)
    case "decode": decode(rounds)
    case "reduce": reduce(rounds, isSaving: false)
    case "reduce-saving": reduce(rounds, isSaving: true)
    case "snapshot": snapshot(rounds)
    case "pipeline": pipeline(rounds)
    default: return false
    }
    return true
  }

  private func report(_ events: Int, _ seconds: Double) {
    print(events, file.bytes.count, seconds)
  }

  private func parse(_ rounds: Int) {
    for _ in 0..<rounds {
      var events = 0
      let time = seconds { file.parse(chunk: chunk) { events += $0.events.count } }
      report(events, time)
    }
  }

  private func decode(_ rounds: Int) {
    let batches = file.batches(chunk: chunk)
    for _ in 0..<rounds {
      var events = 0
      let time = seconds { for batch in batches { events += ReceivedBatch(batch).count } }
      report(events, time)
    }
  }

  private func reduce(_ rounds: Int, isSaving: Bool) {
    let batches = file.decodedBatches(chunk: chunk)
    let moment = Moment.start()
    for _ in 0..<rounds {
      var state = board(isSaving: isSaving, at: moment)
      let time = seconds {
        for batch in batches { _ = OrderStore.reduce(into: &state, action: .received(batch), at: moment) }
      }
      report(batches.reduce(0) { $0 + $1.count }, time)
    }
  }

  /// As `reduce`, with a snapshot after each chunk: what a screen asks for while a replay comes in. Only snapshots count.
  private func snapshot(_ rounds: Int) {
    let batches = file.decodedBatches(chunk: chunk)
    let viewport = Viewport(orderRows: 40, logRows: 8, showsDetail: true)
    for _ in 0..<rounds {
      var moment = Moment.start()
      var state = board(isSaving: false, at: moment)
      var time = 0.0
      for batch in batches {
        _ = OrderStore.reduce(into: &state, action: .received(batch), at: moment)
        moment.advance(milliseconds: 50)
        time += seconds { _ = state.snapshot(at: moment, viewport: viewport) }
      }
      report(batches.count, time)
    }
  }

  private func board(isSaving: Bool, at moment: Moment) -> DashboardState {
    DashboardState(
      settings: Settings(source: "measure"), theme: "", isSaving: isSaving, restoring: nil, at: moment)
  }

  private func pipeline(_ rounds: Int) {
    let moment = Moment.start()
    for _ in 0..<rounds {
      var state = DashboardState(settings: Settings(source: "measure"))
      var events = 0
      let time = seconds {
        file.parse(chunk: chunk) { batch in
          events += batch.events.count
          _ = OrderStore.reduce(into: &state, action: .received(ReceivedBatch(batch)), at: moment)
        }
      }
      report(events, time)
    }
  }
}
