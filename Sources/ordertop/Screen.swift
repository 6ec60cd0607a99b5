import CursesTerminal
import Dashboard
import EventStream
import OrderProtocol
import OrderStore
import OrdertopConfiguration
import TerminalUI

/// The dashboard on the terminal: paints when something changed, and turns keys into facts for the store.
actor Screen {
  /// What arrives within this time is read together, and shown by one frame.
  static let readInterval = Duration.milliseconds(45)
  /// The mean time from one frame to the next where frames follow one another: short enough that a frame for each reading,
  /// and a few for the clocks, do not have to wait.
  static let frameInterval = Duration.milliseconds(35)
  /// Where frames are dear, the stream goes first: painting gets at most one part in so many of the time…
  static let paintingShare = 8
  /// …but no frame waits longer for the one before it: a screen that stands still is taken for a dead one.
  static let longestInterval = Duration.milliseconds(60)
  /// What a key does is shown sooner than that, except for keys that follow one another as fast as a held one.
  static let shortestInterval = Duration.milliseconds(10)

  private let terminal: CursesTerminal
  private let store: Store
  private let client: any StreamClient
  private let time: any TimeSource
  private let charset: Charset
  private let depth: ColorDepth
  private let settings: ScreenSettings
  private var themes: ThemeChoice
  private var look: Look
  private let timelineSource: TimelineSource
  private let notifier: Notifier?
  private var timeline = ShownTimeline()
  /// The detail that was shown last: it tells how far one can scroll.
  private var detail: OrderDetail?
  /// The same for the screen about the feed.
  private var feedLines: Int?
  /// The rest between two frames, while it lasts.
  private var pause: Task<Void?, Never>?
  /// A key has done something that no frame has shown.
  private var isKeyWaiting = false
  /// What is on the glass, for clicks.
  private var shown: (snapshot: Snapshot, size: Size)?
  private var isMouseOn: Bool
  /// Alarms the bell has rung for.
  private var alarms = 0

  /// Takes the terminal over.
  ///
  /// - Parameters:
  ///   - notifier: runs the command that tells of alarms; `nil`: none is run.
  ///   - timeline: where the events of an order come from.
  /// - Throws: ``Failure`` when there is none that can be used.
  static func open(
    store: Store, client: any StreamClient, time: any TimeSource, configuration: Configuration, themes: ThemeChoice,
    notifier: Notifier? = nil, timeline: @escaping TimelineSource
  ) async throws -> Screen {
    do {
      let terminal = try await CursesTerminal.open(
        reportsMouse: configuration.screen.mouse,
        usesColors: ColorDepth.isWanted(noColor: Environment.value("NO_COLOR")))
      return Screen(
        terminal, store: store, client: client, time: time, configuration: configuration, themes: themes,
        notifier: notifier,
        timeline: timeline)
    } catch TerminalError.interrupted {
      throw ExitStatus.ok.code
    } catch {
      throw Failure(.usage, "\(error)")
    }
  }

  private init(
    _ terminal: CursesTerminal, store: Store, client: any StreamClient, time: any TimeSource,
    configuration: Configuration,
    themes: ThemeChoice, notifier: Notifier?, timeline: @escaping TimelineSource
  ) {
    self.terminal = terminal
    self.store = store
    self.client = client
    self.time = time
    self.themes = themes
    timelineSource = timeline
    self.notifier = notifier
    settings = configuration.screen
    isMouseOn = configuration.screen.mouse
    charset = terminal.locale.isUTF8 && !configuration.ascii.value ? .unicode : .ascii
    depth = ColorDepth.choose(terminalColors: terminal.colors, noColor: Environment.value("NO_COLOR"))
    look = themes.selected.look(depth: depth)
  }

  /// Why the screen was closed.
  enum Closing: Sendable {
    case quit, signal, hangUp
  }

  /// Shows the dashboard until the user quits, a signal asks for the end, or the terminal is gone.
  func run() async -> Closing {
    store.requestLook()
    // A frame at each full second lets clocks and countdowns move.
    await terminal.remind(every: .seconds(1), after: .milliseconds(1000 - time.now().wall.milliseconds % 1000))
    let (ends, ended) = AsyncStream.makeStream(of: Closing.self)
    let (presses, pressed) = AsyncStream.makeStream(of: TerminalInput.self, bufferingPolicy: .bufferingOldest(1024))
    let (ticks, tick) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let tasks: [Task<Void, Never>] = [
      Task { await paint() },
      Task { await passTime(ticks) },
      Task {
        let closing = await readInputs(passingOn: pressed, tick: tick)
        ended.yield(closing)
      },
      Task {
        await handle(presses)
        ended.yield(.quit)
      },
    ]
    let closing = await ends.first { _ in true } ?? .quit
    // They are not waited for, and a signal is not queued behind keys: the store may be busy with a flood of events.
    for task in tasks { task.cancel() }
    await terminal.close()
    return closing
  }

  private func paint() async {
    var start = ContinuousClock.now - Self.longestInterval
    var due = start
    for await _ in store.changes {
      await rest(after: start, until: due)
      if Task.isCancelled { return }
      start = .now
      await paintOnce()
      let interval = min(max(Self.frameInterval, (.now - start) * Self.paintingShare), Self.longestInterval)
      // After a while without any, one frame may come early: one for the clocks does not hold up the next for the stream.
      due = min(max(due + interval, start), start + interval)
    }
  }

  /// Waits for the time of the next frame, or, if a key is pressed, a moment after the last one.
  private func rest(after last: ContinuousClock.Instant, until time: ContinuousClock.Instant) async {
    if time > .now, !isKeyWaiting {
      let pause = Task { try? await Task.sleep(until: time) }
      self.pause = pause
      await withTaskCancellationHandler {
        await pause.value
      } onCancel: {
        pause.cancel()
      }
      self.pause = nil
    }
    isKeyWaiting = false
    let earliest = last + Self.shortestInterval
    if earliest > .now { try? await Task.sleep(until: earliest) }
  }

  /// What a key has done is to be seen at once.
  private func endPause() {
    isKeyWaiting = true
    pause?.cancel()
  }

  private func paintOnce() async {
    let size = terminal.size
    var snapshot = await store.snapshot(at: time.now()) { [detail, feedLines, settings] view in
      Dashboard.viewport(for: view, size: size, detail: detail, feedLines: feedLines, settings: settings)
    }
    if let id = timeline.show(in: &snapshot, at: .now) { Task { await loadTimeline(of: id) } }
    detail = snapshot.detail
    feedLines = Dashboard.feedLineCount(snapshot, size: size)
    look = themes.look(of: snapshot.view.shownTheme, depth) ?? look
    shown = (snapshot, size)
    let surface = Dashboard.draw(snapshot, look: look, size: size, charset: charset, settings: settings)
    await terminal.present(surface, title: Dashboard.title(snapshot), bell: snapshot.alarms > alarms)
    alarms = snapshot.alarms
  }

  private func loadTimeline(of id: OrderID) async {
    let events = await timelineSource(id, ShownTimeline.limit)
    timeline.receive(events, of: id)
    store.requestLook()
  }

  /// Returns when the terminal or a signal asks for the end.
  private func readInputs(
    passingOn presses: AsyncStream<TerminalInput>.Continuation, tick: AsyncStream<Void>.Continuation
  ) async -> Closing {
    for await input in terminal.inputs {
      switch input {
      case .key, .mouse: presses.yield(input)
      case .resized, .resumed: store.requestLook()
      case .reminder: tick.yield()
      case .signal: return .signal
      case .hungUp: return .hangUp
      }
    }
    return .hangUp
  }

  /// Orders age although nothing happens. The store rings for it, so that clocks and countdowns move.
  private func passTime(_ ticks: AsyncStream<Void>) async {
    for await _ in ticks {
      for effect in await store.send(.timePassed, at: time.now()) where await !carryOut(effect) { return }
    }
  }

  /// Returns when the user quits.
  private func handle(_ presses: AsyncStream<TerminalInput>) async {
    for await press in presses {
      for command in await commands(for: press) {
        let effects = await store.send(.command(command), at: time.now())
        endPause()
        for effect in effects where await !carryOut(effect) { return }
      }
    }
  }

  private func commands(for press: TerminalInput) async -> [Command] {
    switch press {
    case .key(let key):
      return Keymap.command(for: key, in: await store.view, keys: settings.keys).map { [$0] } ?? []
    case .mouse(let event):
      guard let shown else { return [] }
      return Pointer.commands(for: event, on: shown.snapshot, size: shown.size, charset: charset, settings: settings)
    default: return []
    }
  }

  /// Returns whether to go on.
  private func carryOut(_ effect: Effect) async -> Bool {
    switch effect {
    case .quit: return false
    case .reconnect: await client.reconnect()
    case .resync(let since): await client.resync(since: since)
    case .redraw: await terminal.redraw()
    case .suspend: await terminal.suspend()
    case .listThemes: _ = await store.send(.themesListed(themes.list()), at: time.now())
    case .notify(let notifications): await notifier?.notify(notifications)
    case .toggleMouse: await toggleMouse()
    case .copy(let copied): Task { await copy(copied) }
    }
    return true
  }

  private func toggleMouse() async {
    guard await terminal.setMouse(!isMouseOn) else { return await tell("this terminal does not report its mouse") }
    isMouseOn.toggle()
    await tell(isMouseOn ? "mouse on: clicks and wheel work here" : "mouse off: the terminal selects text with it")
  }

  /// No key waits for it: another program may have to take the text.
  private func copy(_ copied: Copied) async {
    let text = copied.text
    do {
      if await !TmuxClipboard.take(text) { try await terminal.copy(text) }
      await tell("copied \(copied.name)")
    } catch {
      await tell("not copied: \(error)")
    }
  }

  private func tell(_ text: String) async { _ = await store.send(.told(text), at: time.now()) }
}
