import ArgumentParser
import Dashboard
import EventStream
import OrderStore
import OrdertopConfiguration
import Persistence
import SavedState

/// The dashboard on a live stream.
struct Watch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Show a stream full screen (the default command).",
    discussion: """
      What is on the board is saved, and a restart goes on where it was. Press ? for the keys.

      The stream of one customer:
        ordertop --url http://127.0.0.1:8080/v1/orders/live --customer-id cust-123
      With a token, in a light theme:
        ordertop --url https://shop.example/v1/orders/live --token-file ~/token --theme paper
      """)

  @OptionGroup(title: "Configuration options") var configuration: ConfigurationOptions
  @OptionGroup(title: "Stream options") var stream: StreamOptions
  @OptionGroup(title: "Saved state options") var state: StateOptions
  @OptionGroup(title: "Retention options") var retention: RetentionOptions

  @Flag(help: "Forget the saved state of this stream and start over.")
  var fresh = false

  @OptionGroup(title: "Screen options") var screen: ScreenOptions

  func run() async throws {
    let configuration = try configuration.effective(stream, state, retention, screen)
    var connection = try StreamConnection(
      configuration, lastEventID: stream.lastEventID, isPersistent: true, readInterval: Screen.readInterval)
    let retention = configuration.retention
    let time = RealTime()
    let start = try await SavedStart(
      StreamIdentity(connection.request, filters: connection.filters), in: configuration.directory,
      retention: retention, fresh: fresh, time: time)
    let themes = try configuration.themes(saved: start.board?.board.view.theme)
    let settings = Settings(
      source: connection.source, filters: connection.filters, heartbeatTimeout: connection.heartbeatTimeout,
      limits: configuration.limits.limits, alarms: configuration.alarms, closedRetention: retention.closedOnBoard)
    let store = Store(
      DashboardState(
        settings: settings, theme: themes.selected.name, showsBoard: configuration.board.value, isSaving: true,
        restoring: start.board, retention: retention, at: time.now()))
    for action in beginning(&connection, after: start) { _ = await store.send(action, at: time.now()) }
    if let report = configuration.directory.flatMap({ CrashReport.begin(in: $0.path) }) {
      let text = "ordertop crashed when it ran here last: \(report) tells how"
      _ = await store.send(.warned(title: "crash", text: text), at: time.now())
    }
    let saver = start.saver(of: store, time: time, retention: retention)
    let intake = Intake(store, time: time, saver: saver)
    let session = Session(connection.client { event in await intake.receive(event) })
    let screen = try await Screen.open(
      store: store, client: session, time: time, configuration: configuration, themes: themes,
      notifier: Notifier(settings.alarms) { problem in
        _ = await store.send(.warned(title: "alarm command", text: problem), at: time.now())
      }
    ) { id, limit in await saver.timeline(of: id, limit: limit) }
    let saving = Task { await saver.run() }
    let end = await session.show(screen)
    saving.cancel()
    if let reason = await saver.finish(within: .seconds(3)) { StandardError.say("not saved: \(reason)") }
    throw end.map(ExitStatus.init)?.code ?? ExitStatus.ok.code
  }

  /// Sets the position to start from, and returns what there is to say before the stream begins.
  private func beginning(_ connection: inout StreamConnection, after start: SavedStart) -> [Action] {
    var actions = connection.warnings.map { Action.warned(title: "configuration", text: $0) }
    if let setAside = start.setAside {
      // Who asked for a fresh start misses nothing.
      actions.append(
        fresh
          ? .warned(title: "saved state", text: "it was damaged and is kept as \(setAside)")
          : .damaged(setAside: setAside))
    }
    let saved = start.board?.board.lastEventID ?? ""
    if let given = stream.lastEventID {
      if !saved.isEmpty, given != saved { actions.append(.positionOverridden(saved: saved, by: given)) }
    } else if (try? connection.start(after: saved)) == nil {
      actions.append(.historyLost(reason: "the saved event id cannot be sent", requestedID: nil))
    }
    return actions
  }
}
