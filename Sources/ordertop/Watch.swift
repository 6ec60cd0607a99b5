import ArgumentParser
import Dashboard
import EventStream
import OrderStore

/// The dashboard on a live stream.
struct Watch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show a stream full screen (the default command).",
    discussion: """
      The stream of one customer:
        ordertop --url http://127.0.0.1:8080/v1/orders/live --customer-id cust-123

      Press ? for the keys.
      """)

  @OptionGroup var stream: StreamOptions
  @OptionGroup var screen: ScreenOptions

  func run() async throws {
    let connection = try StreamConnection(stream, isPersistent: true)
    let themes = try screen.themes()
    let settings = Settings(
      source: connection.source, filters: connection.filters, heartbeatTimeout: connection.heartbeatTimeout)
    let time = RealTime()
    let store = Store(DashboardState(settings: settings, theme: themes.selected.name))
    for warning in connection.warnings { _ = await store.send(.warned(title: "token", text: warning), at: time.now()) }
    let session = Session(connection.client { event in await store.receive(event, time: time) })
    let screen = try await Screen.open(store: store, client: session, time: time, options: screen, themes: themes)
    let end = await session.show(screen)
    throw end.map(ExitStatus.init)?.code ?? ExitStatus.ok.code
  }
}
