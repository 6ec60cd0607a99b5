import Glibc
import TestSupport
import Testing

/// `SaverTests` say how soon, on a clock of their own: a quarter of a second after an event.
@Suite("Promise 2: what was received is saved within a second, and at a clean end to the last event", .serialized)
struct Promise02SavedSoonTests {
  enum End: CaseIterable, Sendable {
    case q, ctrlC, quit, terminate, interrupt, hangUp

    func come(to terminal: PseudoTerminal) async {
      switch self {
      case .q: await terminal.type("q")
      case .ctrlC: await terminal.type("\u{3}")
      case .quit: await terminal.signal(SIGQUIT)
      case .terminate: await terminal.signal(SIGTERM)
      case .interrupt: await terminal.signal(SIGINT)
      case .hangUp: await terminal.signal(SIGHUP)
      }
    }
  }

  @Test("killed a second after an event, it is saved")
  func killed() async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.order(1)) + [.wait(.milliseconds(700)), .send(LoopbackStep.order(2)), .stall])
    let folder = try BoardFolder()
    let watch = try await folder.watch(server.orders)
    try await watch.output(until: "order-2")
    try await Task.sleep(for: .seconds(1))
    await watch.signal(SIGKILL)
    #expect(try await watch.end() == .killed(SIGKILL))
    #expect(try await folder.orderIDs() == ["order-1", "order-2"])
  }

  @Test("ended the moment an event is there, it is saved")
  func ended() async throws { try await together(End.allCases) { try await Self.expectSaved(at: $0) } }

  private static func expectSaved(at end: End) async throws {
    let server = try LoopbackServer(
      LoopbackStep.stream(LoopbackStep.order(1)) + [.wait(.milliseconds(700)), .send(LoopbackStep.order(2)), .stall])
    let folder = try BoardFolder()
    let watch = try await folder.watch(server.orders)
    try await watch.output(until: "order-2")
    await end.come(to: watch)
    #expect(try await watch.end() == .exited(0), "\(end)")
    #expect(try await folder.orderIDs() == ["order-1", "order-2"], "\(end)")
    #expect(try await folder.status()["lastEventId"] as? String == "2")
  }
}
