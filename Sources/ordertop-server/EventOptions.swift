import ArgumentParser
import EventStream
import OrderServer

/// Where events come from, and how many are kept.
struct EventOptions: ParsableArguments {
  /// No larger recording is played.
  static let sizeLimit = 256 * 1024 * 1024

  @Option(help: ArgumentHelp("Publish what was recorded, e.g. with `curl -N`.", valueName: "file"), completion: .file())
  var recording: String?

  @Option(help: "Play the recording so many times as fast.")
  var speed = 1.0

  @Flag(help: "Start the recording again at its end.")
  var loop = false

  @OptionGroup var simulation: SimulationOptions

  @Option(
    help: ArgumentHelp("Keep the events in this file, so that a restart goes on with the ids.", valueName: "file"),
    completion: .file())
  var history: String?

  @Option(help: ArgumentHelp("Events to keep for replays.", valueName: "n"))
  var historyEvents = HistoryLimits().events

  @Option(help: ArgumentHelp("Bytes of events to keep for replays.", valueName: "n"))
  var historyBytes = HistoryLimits().bytes

  var limits: HistoryLimits { HistoryLimits(events: historyEvents, bytes: historyBytes) }

  func validate() throws {
    guard speed.isFinite, speed >= 0.01, speed <= 1000 else {
      throw ValidationError("--speed must be from 0.01 to 1000.")
    }
    guard historyEvents >= 1, historyBytes >= 1 else {
      throw ValidationError("--history-events and --history-bytes must be at least 1.")
    }
    guard recording != nil || !loop else { throw ValidationError("--loop needs --recording.") }
  }

  func sources() throws -> [(source: any EventSource, clock: any Clock<Duration>)] {
    var sources: [(source: any EventSource, clock: any Clock<Duration>)] = []
    if let recording {
      sources.append((RecordingSource(try Self.read(recording), isLoop: loop), ScaledClock(speed: speed)))
    }
    if let shop = simulation.source(at: Clocks.wall()) { sources.append((shop, ContinuousClock())) }
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
