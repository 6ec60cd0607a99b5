import Glibc
import TestSupport
import Testing

@Suite("The end of the server", .timeLimit(.minutes(2)))
struct EndingTests {
  @Test("it ends soon, whatever its clients do", arguments: [SIGTERM, SIGINT])
  func unwillingClients(signal: Int32) async throws {
    let server = try await ServerProgram()
    let follower = try await server.follower()
    let idle = try WireConnection(server)
    let halfHead = try WireConnection(server)
    try await halfHead.send("GET /v1/orders/l")
    let halfBody = try WireConnection(server)
    try await halfBody.send(
      "POST /v1/orders/events HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{")
    let stuck = try WireConnection(server, receiveBuffer: 4096)
    try await stuck.get()
    _ = try await stuck.event("connected")
    try await server.publishChanges(5_000, size: 1_000)
    let start = ContinuousClock.now
    server.signal(signal)
    #expect(try await follower.eventsToTheEnd().last?.type == "disconnecting")
    #expect(try await server.end() == 0)
    #expect(start.duration(to: .now) < .seconds(15))
    try await idle.closed()
  }

  @Test("a history in a file goes on after a restart: ids, replays and customers", arguments: [SIGTERM, SIGKILL])
  func restart(signal: Int32) async throws {
    let folder = try TemporaryFolder()
    let arguments = ["--history", folder.path("history"), "--history-events", "4"]
    let first = try await ServerProgram(arguments)
    try await first.publish("order-created", #"{"orderId":"a","customerId":"cust-1"}"#)
    let ids = try await first.publish(
      Array(repeating: #"{"event":"order-updated","data":{"orderId":"a","note":"é"}}"#, count: 5).joined(
        separator: "\n")
    ).ids
    first.signal(signal)
    #expect(try await first.end() == (signal == SIGKILL ? -SIGKILL : 0))

    let second = try await ServerProgram(arguments)
    let client = try WireConnection(second)
    try await client.get("/v1/orders/live?customerId=cust-1", "Last-Event-ID: \(ids[3])")
    #expect(try await client.event().data.hasPrefix(#"{"missedEvents":1,"#))
    #expect(
      try await client.event().text == "id: \(ids[4])\nevent: order-updated\ndata: {\"orderId\":\"a\",\"note\":\"é\"}")
    #expect(try await second.publish("order-shipped", #"{"orderId":"a"}"#).ids == [ids[4].replacing(/6$/, with: "7")])
    #expect(try await client.event("order-shipped").number == 7)
    let old = try WireConnection(second)
    try await old.get("/v1/orders/live", "Last-Event-ID: \(ids[0])")
    #expect(try await old.event().data.hasPrefix(#"{"reason":"EVENT_ID_EXPIRED","#))
  }

  @Test("without a file a restart begins anew, and takes no id of its earlier life for its own")
  func memoryOnly() async throws {
    let first = try await ServerProgram()
    let id = try #require(try await first.publish("order-created", #"{"orderId":"a"}"#).ids.first)
    let second = try await ServerProgram()
    try await second.publish("order-created", #"{"orderId":"b"}"#)
    try await second.publish("order-created", #"{"orderId":"c"}"#)
    let client = try WireConnection(second)
    try await client.get("/v1/orders/live", "Last-Event-ID: \(id)")
    #expect(try await client.event().data.hasPrefix(#"{"reason":"EVENT_ID_UNKNOWN","#))
  }

  @Test("a history that cannot be used is refused, and left as it is")
  func refusedHistories() async throws {
    let folder = try TemporaryFolder()
    let history = folder.path("history")
    let server = try await ServerProgram("--history", history)
    try await server.publishChanges(300, size: 100)
    #expect(
      try await ServerProgram.refusal("--port", "0", "--history", history)
        == .init(code: 73, errors: "ordertop-server: history \(history): in use by another program\n"))
    server.signal(SIGTERM)
    #expect(try await server.end() == 0)

    let good = try bytes(of: history)
    var newer = good
    newer[63] = 2
    try folder.write(newer, to: "newer")
    var foreign = good
    foreign[68] = 0
    try folder.write(foreign, to: "foreign")
    try folder.write(Array(good.prefix(good.count / 2)), to: "cut")
    var garbled = good
    for index in good.count / 2..<good.count / 2 + 4096 { garbled[index] = 0xAA }
    try folder.write(garbled, to: "garbled")
    try folder.write("no database at all, but long enough to be looked at\n", to: "text")
    for (name, code, reason) in [
      ("newer", 78 as Int32, "written by a newer version of ordertop-server"),
      ("foreign", 65, "not a history of ordertop-server"), ("cut", 65, "damaged"), ("garbled", 65, "damaged"),
      ("text", 65, "not a history of ordertop-server"),
    ] {
      let before = try bytes(of: folder.path(name))
      let refusal = try await ServerProgram.refusal("--port", "0", "--history", folder.path(name))
      #expect(
        refusal == .init(code: code, errors: "ordertop-server: history \(folder.path(name)): \(reason)\n"))
      #expect(try bytes(of: folder.path(name)) == before)
    }
  }

  @Test(
    "what is wrong with the command line or its files has its own exit code",
    arguments: [
      (["--fault", "explode"], 64, "no such fault: 'explode'; there are drop-every=T, stall-after=T, "),
      (["--host", ""], 64, "--host must not be empty."),
      (["--write-timeout", "0"], 64, "--write-timeout must be at least 0.1."),
      (["--seed", "1"], 64, "--orders-per-hour, --seed and --time-of-day need --simulate."),
      (["--time-of-day", "19:30"], 64, "--orders-per-hour, --seed and --time-of-day need --simulate."),
      (["--simulate", "--time-of-day", "24:00"], 64, "'24:00' is invalid"),
      (["--simulate", "--time-of-day", "7:5"], 64, "'7:5' is invalid"),
      (["--port", "70000"], 64, "--port must be from 0 to 65535."),
      (["--loop"], 64, "--loop needs --recording."),
      (["--speed", "2"], 64, "--speed needs --recording or --simulate."),
      (
        ["--simulate", "--orders-per-hour", "500001", "--speed", "2"], 64,
        "--orders-per-hour times --speed must be at most 1000000."
      ),
      (["--replay-to-newcomers", "some"], 64, "'some' is invalid"),
      (["--recording", "/nowhere"], 66, "recording /nowhere: no such file or directory"),
      (["--recording", "/proc/version"], 65, "recording /proc/version: this is no recording of an event stream"),
      (["--customers", "/nowhere"], 66, "customers /nowhere: no such file or directory"),
      (["--token-file", "/nowhere"], 78, "token file /nowhere: no such file or directory"),
      (["--token-file", "/dev/null"], 78, "token file /dev/null: empty"),
      (["--token-file", "/proc/version"], 78, "token file /proc/version: a token has only visible ASCII characters"),
      (["--history", "/nowhere/history"], 73, "history /nowhere/history: no such file or directory"),
      (
        ["--host", "192.0.2.1", "--port", "0"], 69,
        "ordertop-server: cannot serve at 192.0.2.1 port 0: this machine has no such address\n"
      ),
      // Too long for a name, so nobody is asked for it.
      (["--host", String(repeating: "a", count: 300)], 69, "a port 8080: there is no such host\n"),
    ] as [([String], Int32, String)])
  func refusals(arguments: [String], code: Int32, reason: String) async throws {
    let refusal = try await ServerProgram.refusal(arguments)
    #expect(refusal.code == code)
    #expect(refusal.errors.contains(reason))
  }

  @Test("a port in use")
  func portInUse() async throws {
    let server = try await ServerProgram()
    let refusal = try await ServerProgram.refusal("--port", "\(server.port)")
    let problem = "cannot serve at 127.0.0.1 port \(server.port): the port is in use by another program"
    #expect(refusal == .init(code: 69, errors: "ordertop-server: \(problem)\n"))
  }

  private func bytes(of path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw SystemCallError(call: "fopen", code: errno) }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1_000_000)
    bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
    return bytes
  }
}
