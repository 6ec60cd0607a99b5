import ArgumentParser
import EventStream
import OrderServer

/// Where events come from, and how many are kept.
struct EventOptions: ParsableArguments {
  /// No larger recording is played.
  static let sizeLimit = 256 * 1024 * 1024

  @Option(help: ArgumentHelp("Publish what was recorded, e.g. with `curl -N`.", valueName: "file"), completion: .file())
  var recording: String?

  @Option(
    help: ArgumentHelp(
      "Play the recording, and let the time of the made-up shop pass, so many times as fast.",
      discussion: "A day of the shop takes an hour with 24; what its orders say is in our time, so few are late."))
  var speed = 1.0

  @Flag(help: "Start the recording again at its end.")
  var loop = false

  @OptionGroup var simulation: SimulationOptions

  @Option(
    help: ArgumentHelp("Keep the events in this file, so that a restart goes on with the ids.", valueName: "file"),
    completion: .file())
  var history: String?

  @Option(
    help: ArgumentHelp(
      "Events to keep for replays (default: \(HistoryLimits().events), with --simulate \(HistoryLimits.eventsPerHourlyOrder) for each order an hour).",
      valueName: "n"))
  var historyEvents: Int?

  @Option(
    help: ArgumentHelp(
      "Bytes of events to keep for replays (default: \(HistoryLimits().bytes / mebibyte) MiB).",
      discussion: """
        With --simulate up to \(HistoryLimits.largest / mebibyte) MiB, as many as the open orders need. From about \
        35000 orders an hour on that is too little in the rush: a newcomer then gets the later part of what happened.
        """,
      valueName: "n"))
  var historyBytes: Int?

  @Option(
    help: ArgumentHelp(
      "What of the past clients get that do not ask for any (default: none, with --recording or --simulate run).",
      discussion: "none: only what happens from then on. run: since the server started. all: everything that is kept.",
      valueName: "none|run|all"))
  var replayToNewcomers: NewcomerReplay?

  private static let mebibyte = 1024 * 1024

  /// What newcomers get.
  var newcomers: NewcomerReplay {
    replayToNewcomers ?? (recording != nil || simulation.simulate ? .run : .none)
  }

  var limits: HistoryLimits {
    var limits =
      simulation.simulate
      ? HistoryLimits.simulation(ordersPerHour: simulation.orders) : HistoryLimits()
    if let historyEvents { limits.events = historyEvents }
    if let historyBytes { limits.bytes = historyBytes }
    return limits
  }

  func validate() throws {
    guard speed.isFinite, speed >= 0.01, speed <= 1000 else {
      throw ValidationError("--speed must be from 0.01 to 1000.")
    }
    guard speed == 1 || recording != nil || simulation.simulate else {
      throw ValidationError("--speed needs --recording or --simulate.")
    }
    guard !simulation.simulate || Double(simulation.orders) * speed <= Double(Simulation.rates.upperBound) else {
      throw ValidationError("--orders-per-hour times --speed must be at most \(Simulation.rates.upperBound).")
    }
    guard historyEvents ?? 1 >= 1, historyBytes ?? 1 >= 1 else {
      throw ValidationError("--history-events and --history-bytes must be at least 1.")
    }
    guard recording != nil || !loop else { throw ValidationError("--loop needs --recording.") }
  }

  func sources() throws -> [(source: any EventSource, clock: any Clock<Duration>)] {
    var sources: [(source: any EventSource, clock: any Clock<Duration>)] = []
    if let recording {
      sources.append((RecordingSource(try Self.read(recording), isLoop: loop), ScaledClock(speed: speed)))
    }
    if let shop = simulation.source(at: Clocks.wall(), speed: speed) { sources.append((shop, ContinuousClock())) }
    return sources
  }

  private static func read(_ path: String) throws -> Recording {
    do {
      return try Recording(try ServerFile.read(path, limit: sizeLimit))
    } catch let error as FileError {
      throw Failure(error.isMissing ? .noInput : .data, "recording \(error)")
    } catch {
      throw Failure(.data, "recording \(path): \(error)")
    }
  }
}

extension NewcomerReplay: ExpressibleByArgument {}
