import ArgumentParser
import CursesTerminal
import EventStream
import OrderStore
import OrdertopConfiguration

/// Writes a live stream to a file that `demo` plays.
struct Record: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Record a live stream.",
    discussion: """
      A recording is the bytes of the stream and comments that tell the time. No header and no token is in it. It can \
      be played at any moment, also while it is written. It holds whatever the server sent, escape sequences too: look \
      at it with `ordertop demo`, not with `cat`.

      Ten minutes, with ORDERTOP_URL set, and a look at them:
        ordertop record --output orders.sse --duration 600
        ordertop demo --recording orders.sse
      Until Ctrl-C, at most a gigabyte, over an older recording:
        ordertop record --output orders.sse --max-size 1G --force
      """)

  @OptionGroup(title: "Configuration options") var configuration: ConfigurationOptions
  @OptionGroup(title: "Stream options") var stream: StreamOptions

  @Option(help: ArgumentHelp("Where to write; `-` is standard output.", valueName: "file"), completion: .file())
  var output: String

  @Flag(help: "Overwrite the file if it is there.")
  var force = false

  @Option(
    help: ArgumentHelp("End before the recording is larger; K, M and G may follow. (default: 256M)", valueName: "bytes")
  )
  var maxSize: ByteCount?

  @Option(help: ArgumentHelp("End so long after the stream was opened.", valueName: "secs"))
  var duration: Seconds?

  /// Why a recording ends.
  private enum Ending: Equatable {
    case stream(StreamEnd)
    case interrupted
    case full
    case time
  }

  func validate() throws {
    guard !output.isEmpty else { throw ValidationError("--output wants the name of a file.") }
    guard maxSize.map({ $0.bytes > 0 }) ?? true else { throw ValidationError("--max-size must be more than 0 bytes.") }
    guard duration.map({ $0.duration > .zero }) ?? true else {
      throw ValidationError("--duration must be more than 0 seconds.")
    }
  }

  func run() async throws {
    let charset = StandardError.charset
    let configuration = try configuration.effective(self, stream)
    let connection = try StreamConnection(configuration, lastEventID: stream.lastEventID, isPersistent: false)
    let file = try RecordingFile(output, replaces: force)
    let signals = TerminalSignal.received()
    for warning in connection.warnings { StandardError.say(warning, charset: charset) }
    let (ends, ended) = AsyncStream.makeStream(of: Ending.self)
    let (openings, opened) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
    let recorder = Recorder(
      file, sizeLimit: configuration.recordSize.value, report: ConnectionReport(charset: charset),
      onOpen: { opened.yield() },
      onFull: { ended.yield(.full) })
    let client = connection.client(tap: { await recorder.receive($0) }, { await recorder.receive($0) })
    Task { ended.yield(.stream(await client.run())) }
    Task {
      await Interruption.first(of: signals, or: file.output)
      ended.yield(.interrupted)
    }
    if let limit = configuration.recordDuration.value {
      Task {
        for await _ in openings { break }
        try await Task.sleep(for: limit)
        ended.yield(.time)
      }
    }
    try await finish(recorder, ends.first { _ in true } ?? .interrupted)
  }

  private func finish(_ recorder: Recorder, _ ending: Ending) async throws {
    let (results, result) = AsyncStream.makeStream(of: (summary: String, problem: String?)?.self)
    Task { result.yield(await recorder.finish()) }
    Task {
      // A disk or a reader that takes nothing is not waited for.
      try? await Task.sleep(for: .seconds(2))
      result.yield(nil)
    }
    if let (summary, problem) = await results.first(where: { _ in true }) ?? nil {
      if let problem { throw Failure(.cannotCreate, problem) }
      StandardError.say(ending == .full ? "\(summary), the most that --max-size allows" : summary)
    }
    guard case .stream(let end) = ending, ExitStatus(end) != .ok else { return }
    throw Failure(ExitStatus(end), end.sentence)
  }
}

extension Record: ConfigurationOverrides {
  func apply(to configuration: inout Configuration) {
    configuration.recordSize.override(maxSize?.bytes, from: .option("--max-size"))
    configuration.recordDuration.override(duration?.duration, from: .option("--duration"))
  }
}
