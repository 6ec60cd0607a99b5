import ArgumentParser
import Dashboard
import EventStream
import OrderProtocol
import OrderStore
import OrdertopConfiguration
import SavedState
import TOML

/// The same dashboard on a recorded stream: no network, and nothing is saved.
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the dashboard on a recorded stream; needs no server.",
    discussion: """
      Nothing is saved, and no network is used. Without --recording it is a recording that is part of the program:
        ordertop demo

      Your own, four times as fast, again and again:
        ordertop demo --recording orders.sse --speed 4 --loop

      A recording is made by `ordertop record`, or by `curl -N`, which tells no times.
      """)

  /// No larger recording is played.
  static let sizeLimit = 256 * 1024 * 1024

  @Option(
    help: ArgumentHelp("Play this file instead of the bundled recording.", valueName: "file"),
    completion: .file())
  var recording: String?

  @Option(help: ArgumentHelp("Play so many times as fast. (default: 1)", valueName: "n"))
  var speed: Double?

  @Flag(inversion: .prefixedNo, help: "Start again at the end.")
  var loop: Bool?

  @OptionGroup(title: "Configuration options") var configuration: ConfigurationOptions
  @OptionGroup(title: "Screen options") var screen: ScreenOptions

  func validate() throws {
    guard speed.map({ 0.01...1000 ~= $0 }) ?? true else {
      throw ValidationError("--speed must be from 0.01 to 1000.")
    }
  }

  func run() async throws {
    let configuration = try configuration.effective(self, screen)
    let path = configuration.recording.value
    let recording = try Self.read(path)
    let themes = try configuration.themes()
    let clock = ScaledClock(speed: configuration.speed.value)
    let transport = RecordedTransport(recording: recording, clock: clock)
    let time = RecordedTime(clock: clock, startedAt: recording.startedAt.flatMap(Timestamp.init) ?? Clocks.wall())
    let settings = Settings(
      source: path.map(Self.name) ?? "recording", isDemo: true, limits: configuration.limits.limits,
      alarms: configuration.alarms, closedRetention: configuration.retention.closedOnBoard)
    let store = Store(
      DashboardState(settings: settings, theme: themes.selected.name, showsBoard: configuration.board.value))
    for warning in configuration.warnings {
      _ = await store.send(.warned(title: "configuration", text: warning.description), at: time.now())
    }
    let client = EventStreamClient(
      request: try StreamRequest(url: "http://recording.invalid/v1/orders/live"), transport: transport,
      policy: ReconnectPolicy(isPersistent: true), heartbeatTimeout: settings.heartbeatTimeout, clock: clock,
      random: { 0.5 }, wallClock: { time.now().wall.milliseconds / 1000 },
      mayControl: ControlSignal.mayBeOrderStreamSignal, control: ControlSignal.orderStreamSignal,
      sink: { event in await store.receive(event, time: time) })
    let session = Session(client, loopPause: configuration.loop.value ? .seconds(3) : nil) {
      await transport.restart()
      time.restart()
      _ = await store.send(.restarted, at: time.now())
    }
    let screen = try await Screen.open(
      store: store, client: session, time: time, configuration: configuration, themes: themes
    ) { id, limit in await store.timeline(of: id, limit: limit) }
    _ = await session.show(screen)
  }

  private static func read(_ path: String?) throws -> Recording {
    do {
      let bytes = try path.map { try FileContents.read($0, limit: sizeLimit) } ?? DemoRecording.bytes
      return try Recording(bytes)
    } catch let error as FileError {
      throw Failure(error.isMissing ? .noInput : .data, "recording \(error)")
    } catch {
      throw Failure(.data, "recording \(path ?? ""): \(error)")
    }
  }

  private static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}

extension Demo: ConfigurationOverrides {
  func apply(to configuration: inout Configuration) {
    configuration.recording.override(recording, from: .option("--recording"))
    configuration.speed.override(speed, from: .option("--speed"))
    configuration.loop.override(loop, from: .option(loop == false ? "--no-loop" : "--loop"))
  }
}
