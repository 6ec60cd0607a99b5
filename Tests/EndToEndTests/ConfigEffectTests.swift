import Dashboard
import OrderProtocol
import OrdertopConfiguration
import SavedState
import TOML
import TestSupport
import Testing

@testable import ordertop

/// What stands in the configuration file is what the commands do.
@Suite(.serialized) struct ConfigEffectTests {
  private let files: TemporaryFolder

  init() throws { files = try TemporaryFolder() }

  @Test("tail asks for what the file says, and prints as it says; options are stronger")
  func tail() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    try files.write("hunter2\n", to: "token")
    try files.write(
      """
      [stream]
      url = "\(server.orders)"
      customer-id = "from file"
      event-types = ["order-created", "order-shipped"]
      since = "2026-01-01T00:00:00Z"
      headers = ["X-Tenant: a: b"]
      token-file = "token"
      [tail]
      format = "jsonl"
      """, to: "c.toml")
    let program = try ChildProgram.ordertop(
      ["tail", "--config", files.path("c.toml"), "--customer-id", "from option"])
    try await program.output(has: #"{"id":"1","event":"order-created","data":"#)
    let target = server.target(ofRequest: 0)
    #expect(target.contains("customerId=from%20option&eventTypes=order-created,order-shipped&since=2026-01-01"))
    #expect(server.fields("X-Tenant", ofRequest: 0) == ["a: b"])
    #expect(server.fields("Authorization", ofRequest: 0) == ["Bearer hunter2"])
  }

  @Test("retries and timeouts are those of the file")
  func retries() async throws {
    let server = try LoopbackServer([.request, .reset])
    try files.write(
      "[stream]\nurl = '\(server.orders)'\nmax-retries = 2\nretry-base = 0.01\nretry-max = 0.02\n", to: "c.toml")
    let program = try ChildProgram.ordertop(["tail", "--config", files.path("c.toml")])
    #expect(try await program.end() == 69)
    #expect(await program.errorText.contains("retry 2/2 in 0"))
    #expect(server.accepted == 3)
    let silent = try LoopbackServer([.request, .stall])
    try files.write(
      "[stream]\nurl = '\(silent.orders)'\nmax-retries = 0\nheartbeat-timeout = 0.3\n", to: "c.toml")
    let other = try ChildProgram.ordertop(["tail", "--config", files.path("c.toml")])
    #expect(try await other.end() == 69)
  }

  @Test("record ends where the file says")
  func record() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    try files.write("[stream]\nurl = '\(server.orders)'\n[record]\nduration = 0.2\n", to: "c.toml")
    let program = try ChildProgram.ordertop(["record", "--config", files.path("c.toml"), "--output", "-"])
    #expect(try await program.end() == 0)
    #expect(await program.outputText.contains("order-1"))
  }

  @Test("status and export take stream, directory, limits and format from the file")
  func saved() async throws {
    let saved = try SavedStreams()
    try await saved.save([
      saved.order("order-1", .pending, since: 60), saved.order("order-2", .other("HELD"), since: 60),
    ])
    try await Task.sleep(for: .milliseconds(20))
    try await saved.save([saved.order("order-9", .created)], url: "http://newer.example/")
    try files.write(
      """
      [stream]
      url = "\(SavedStreams.url)"
      [state]
      dir = "\(saved.path)"
      [limits]
      PENDING = 59
      HELD = { warn = 30, late = "1h" }
      [status]
      format = "json"
      width = 120
      [export]
      format = "csv"
      """, to: "c.toml")
    func run(_ arguments: String...) async throws -> String {
      let program = try ChildProgram.ordertop(arguments + ["--config", files.path("c.toml")])
      #expect(try await program.end() == 0)
      return await program.outputText
    }
    let status = try await run("status")
    #expect(status.contains(#""open":2,"late":1,"warning":1,"worst":{"orderId":"order-1","#), "\(status)")
    #expect(try await run("status", "--format", "plain").contains("1 LATE │ order-1 +0:0"))
    let export = try await run("export")
    #expect(export.hasPrefix("orderId,") && export.contains("order-2"))
    #expect(try await run("export", "--format", "json", "--url", "http://newer.example/").contains("order-9"))
  }

  @Test("the board has the columns, keys, limits and theme of the file", .enabled(if: TmuxScreen.isAvailable))
  func board() async throws {
    try files.write(SampleRecording.board, to: "board.sse")
    try files.write(
      """
      [screen]
      ascii = true
      columns = ["total", "order"]
      [limits]
      PENDING = "off"
      PROCESSING = { warn = "5s", late = "1h" }
      PENDNG = "1h"
      [keys]
      filter = "x"
      [demo]
      recording = "board.sse"
      """, to: "c.toml")
    let screen = try await TmuxScreen.ordertop(["demo", "--config", files.path("c.toml")])
    let shown = try await screen.shows("Orders 50", "TOTAL  ORDER", "x filter", "board.sse")
    #expect(!shown.contains("SLA") && !shown.contains("│") && !shown.contains("/ filter"))
    try await screen.press("!")
    try await screen.shows("Orders 20 of 50", "exceptions only")
    try await screen.press("x")
    try await screen.type("order-03")
    try await screen.shows("Orders 10 of 50")
  }

  @Test("what is odd about the file is in the log of the board", .enabled(if: TmuxScreen.isAvailable))
  func warning() async throws {
    try files.write(SampleRecording.short, to: "short.sse")
    try files.write("limits.PENDNG = '1h'\ndemo.recording = 'short.sse'\n", to: "c.toml")
    let screen = try await TmuxScreen.ordertop(["demo", "--config", files.path("c.toml")])
    try await screen.shows("order-001", "c.toml:1:8: 'PENDNG' is no status")
  }

  @Test("a theme that was chosen comes before the one used last, and that before the default")
  func theme() throws {
    var configuration = Configuration()
    #expect(try configuration.themes().selected.name == "midnight")
    #expect(try configuration.themes(saved: "contrast").selected.name == "contrast")
    configuration.theme.set("paper", from: .file("c.toml", TextPosition(line: 1, column: 1)))
    #expect(try configuration.themes(saved: "contrast").selected.name == "paper")
  }
}
