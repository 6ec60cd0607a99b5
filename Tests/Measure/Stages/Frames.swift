import BundledThemes
import CursesTerminal
import Dashboard
import Glibc
import OrderProtocol
import OrderStore
import TerminalUI

/// Frames of a busy board, on the terminal that this runs in.
struct Frames {
  /// 500 events a frame, about: 10,000 a second at 20 frames.
  private static let bytesPerFrame = 64_000
  private static let millisecondsPerFrame: Int64 = 50

  let file: StreamFile

  init(_ file: StreamFile) { self.file = file }

  /// The time of each part of a frame, in µs.
  private struct Cost {
    var snapshot: Double
    var drawing: Double
    var presenting: Double
  }

  /// Writes `snapshot drawing presenting` in µs for each frame to `output`, then the number of calls of write(2). The
  /// terminal is not waited for.
  func run(count: Int, output: String) async throws {
    var batches = file.decodedBatches(chunk: Self.bytesPerFrame)[...]
    guard batches.count > count else { throw Failure("the stream is too short for \(count) frames") }
    var moment = Moment.start()
    var state = DashboardState(settings: Settings(source: "measure"))
    while batches.count > count, let batch = batches.popFirst() {
      _ = reduce(into: &state, action: .received(batch), at: moment)
    }
    var catalog = ThemeCatalog(bundled: BundledThemes.all.map { ThemeSource(file: $0.file, bytes: $0.bytes) })
    let theme = try catalog.theme(named: ThemeCatalog.defaultName)
    let terminal = try await CursesTerminal.open()
    let look = theme.look(depth: ColorDepth.choose(terminalColors: terminal.colors, noColor: nil))
    let writesBefore = await terminal.writes
    var costs: [Cost] = []
    for batch in batches {
      moment.advance(milliseconds: Self.millisecondsPerFrame)
      _ = reduce(into: &state, action: .received(batch), at: moment)
      costs.append(await paint(&state, on: terminal, look, at: moment))
    }
    let writes = await terminal.writes - writesBefore
    await terminal.close()
    guard let file = fopen(output, "w") else { throw Failure("\(output): cannot be written") }
    for cost in costs { fputs("\(cost.snapshot) \(cost.drawing) \(cost.presenting)\n", file) }
    fputs("\(writes)\n", file)
    fclose(file)
  }

  private func paint(
    _ state: inout DashboardState, on terminal: CursesTerminal, _ look: Look, at moment: Moment
  ) async -> Cost {
    let size = terminal.size
    let start = ContinuousClock.now
    let snapshot = state.snapshot(at: moment, viewport: Dashboard.viewport(for: ViewState(), size: size))
    let taken = ContinuousClock.now
    let surface = Dashboard.draw(snapshot, look: look, size: size, charset: .unicode)
    let drawn = ContinuousClock.now
    await terminal.present(surface, title: Dashboard.title(snapshot))
    let presented = ContinuousClock.now
    return Cost(
      snapshot: (taken - start) / .microseconds(1), drawing: (drawn - taken) / .microseconds(1),
      presenting: (presented - drawn) / .microseconds(1))
  }
}
