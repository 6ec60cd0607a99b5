import Glibc
import TestSupport
import Testing

@Suite("Promise 8: saved state belongs to one stream; others in the same directory are kept apart", .serialized)
struct Promise08OneStreamTests {
  @Test("by URL, by query, by each filter, by several: each has its own orders and its own position")
  func apart() async throws {
    // Which orders and ids come is told by the request itself.
    let server = try LoopbackServer([
      .request,
      .answer { request in
        let target = request.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        let isNew = !request.contains("Last-Event-ID")
        let data = #"{"orderId":"\#(target)"}"#
        let event = "id: at \(target)\nevent: order-created\ndata: \(data)\n\n"
        return [.eventStreamHead(), .send(isNew ? event : ": nothing new\n\n"), .stall]
      },
    ])
    let streams: [[String]] = [
      ["--url", server.url("/live")], ["--url", server.url("/live/")], ["--url", server.url("/live?a=1")],
      ["--url", server.url("/live"), "--customer-id", "1"], ["--url", server.url("/live"), "--order-id", "1"],
      ["--url", server.url("/live"), "--event-types", "order-created"],
      ["--url", server.url("/live"), "--customer-id", "1", "--order-id", "1"],
      ["--url", "http://localhost:\(server.port)/live"],
    ]
    let folder = try TemporaryFolder()
    let state = ["--state-dir", folder.path("state")]
    var exports: [String] = []
    for round in 0..<2 {
      for (index, stream) in streams.enumerated() {
        let terminal = try PseudoTerminal()
        try await terminal.start(BuiltProgram.path("ordertop"), stream + state)
        try await terminal.output(until: "LIVE")
        await terminal.type("q")
        #expect(try await terminal.end() == .exited(0))
        let program = try ChildProgram.ordertop(["export"] + stream + state)
        #expect(try await program.end() == 0)
        let export = await program.outputText
        if round == 0 {
          #expect(server.fields("Last-Event-ID", ofRequest: index).isEmpty)
          #expect(export.ranges(of: #""orderId":"#).count == 1, "\(export)")
          exports.append(export)
        } else {
          let target = server.target(ofRequest: index)
          #expect(server.fields("Last-Event-ID", ofRequest: streams.count + index) == ["at \(target)"])
          #expect(export == exports[index])
        }
      }
    }
  }
}
