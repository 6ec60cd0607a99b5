import Foundation
import Glibc
import TestSupport
import Testing

/// The dashboard killed without warning, and started again.
@Suite(.serialized)
struct KillTests {
  @Test("killed ten times in the middle of 20,000 events: the saved orders are always those up to the saved position")
  func kills() async throws {
    let history = OrderHistory(count: 20_000)
    let server = try LoopbackServer(history.serving(100, every: .milliseconds(20)))
    let folder = try TemporaryFolder()
    var random = SystemRandomNumberGenerator()
    var positions: Set<String> = []
    for round in 1...10 {
      let exported = try await export(folder)
      let watch = try await start(server, folder)
      let id = try await position(ofRequest: round - 1, server)
      positions.insert(id)
      #expect(try exported == history.orders(through: id), "round \(round) starts after '\(id)'")
      try await Task.sleep(for: .milliseconds(Int64.random(in: 150...900, using: &random)))
      await watch.signal(SIGKILL)
      #expect(try await watch.end() == .killed(SIGKILL))
    }
    // The kills came in the middle of things, or this proves nothing.
    #expect(positions.count > 5)

    let watch = try await start(server, folder)
    _ = try await position(ofRequest: 10, server)
    let all = try history.orders(through: "e-20000")
    let deadline = ContinuousClock.now + .seconds(60)
    var exported = try await export(folder)
    while exported != all, .now < deadline {
      try await Task.sleep(for: .milliseconds(200))
      exported = try await export(folder)
    }
    #expect(exported == all)
    await watch.signal(SIGTERM)
    #expect(try await watch.end() == .exited(0))
    #expect(try await export(folder) == all)
  }

  private func start(_ server: LoopbackServer, _ folder: TemporaryFolder) async throws -> PseudoTerminal {
    let terminal = try PseudoTerminal()
    try await terminal.start(
      BuiltProgram.path("ordertop"), ["--url", server.orders, "--state-dir", folder.path("state")])
    return terminal
  }

  private func export(_ folder: TemporaryFolder) async throws -> NSArray {
    let program = try ChildProgram(
      BuiltProgram.path("ordertop"), ["export", "--state-dir", folder.path("state")],
      environment: ["PATH": "/usr/bin:/bin"])
    let status = try await program.end()
    let errors = await program.errorText
    #expect(status == 0, "\(errors)")
    return try #require(JSONSerialization.jsonObject(with: Data(await program.outputBytes)) as? NSArray)
  }

  /// The position that a request asked for; empty: none.
  private func position(ofRequest index: Int, _ server: LoopbackServer) async throws -> String {
    let deadline = ContinuousClock.now + .seconds(30)
    while server.requests.count <= index, .now < deadline { try await Task.sleep(for: .milliseconds(5)) }
    try #require(server.requests.count > index)
    return server.fields("Last-Event-ID", ofRequest: index).first ?? ""
  }
}
