import TestSupport
import Testing

/// How `ordertop tail` ends, and what it says about it.
@Suite(.serialized) struct TailExitTests {
  private static let quick = ["--retry-base", "0.05", "--retry-max", "0.1"]

  private func expectEnd(
    _ status: Int32, _ sentence: String, _ script: [LoopbackStep], _ arguments: [String] = quick,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let server = try LoopbackServer(script)
    let program = try ChildProgram.ordertop(["tail", "--url", server.orders] + arguments, environment: [:])
    #expect(try await program.end() == status, sourceLocation: sourceLocation)
    let lines = await program.errorLines
    #expect(lines.allSatisfy { $0.hasPrefix("ordertop: ") }, "\(lines)", sourceLocation: sourceLocation)
    if !sentence.isEmpty {
      #expect(lines.last?.contains(sentence) == true, "\(lines)", sourceLocation: sourceLocation)
    }
  }

  @Test("the server's answers become exit codes")
  func answers() async throws {
    try await expectEnd(0, "", LoopbackStep.answer("204 No Content"))
    try await expectEnd(76, "404", LoopbackStep.answer("404 Not Found"))
    try await expectEnd(77, "401", LoopbackStep.answer("401 Unauthorized"))
    try await expectEnd(77, "403", LoopbackStep.answer("403 Forbidden"))
    try await expectEnd(76, "text/html", LoopbackStep.answer("200 OK", "Content-Type: text/html"))
    try await expectEnd(76, "", LoopbackStep.answer("302 Found", "Location: file:///etc/passwd"))
  }

  @Test("final errors become exit codes")
  func faults() async throws {
    let expired = #"{"code":"AUTH_EXPIRED","message":"expired","recoverable":false}"#
    try await expectEnd(77, "AUTH_EXPIRED", LoopbackStep.stream(LoopbackStep.event(1, "error", expired)) + [.stall])
    let missing = #"{"code":"RESOURCE_NOT_FOUND","message":"Customer not found","recoverable":false}"#
    try await expectEnd(
      76, "Customer not found", LoopbackStep.stream(LoopbackStep.event(1, "error", missing)) + [.stall])
  }

  @Test("used up retries are 69, and each one is told in a line of its own")
  func retries() async throws {
    let server = try LoopbackServer([.request, .reset])
    let program = try ChildProgram.ordertop(
      ["tail", "--url", server.orders, "--max-retries", "3"] + Self.quick, environment: [:])
    #expect(try await program.end() == 69)
    let lines = await program.errorLines
    #expect(lines.allSatisfy { $0.hasPrefix("ordertop: ") }, "\(lines)")
    for number in 1...3 {
      #expect(lines.filter { $0.contains("retry \(number)/3 in 0.") && $0.contains(" s: ") }.count == 1, "\(lines)")
    }
    #expect(lines.count <= 9, "\(lines)")
    #expect(server.accepted == 4)
  }

  @Test("nobody listening is 69 after the retries")
  func refused() async throws {
    let program = try ChildProgram.ordertop(
      ["tail", "--url", "http://127.0.0.1:1/", "--max-retries", "1"] + Self.quick, environment: [:])
    #expect(try await program.end() == 69)
    #expect(await program.errorText.contains("retry 1/1 in 0."))
  }

  @Test("a full disk is 73")
  func fullDisk() async throws {
    let server = try LoopbackServer(LoopbackStep.stream(LoopbackStep.order(1)) + [.stall])
    let program = try ChildProgram(
      "/bin/sh", ["-c", #"exec "$0" tail --url "$1" > /dev/full"#, BuiltProgram.path("ordertop"), server.orders],
      environment: [:])
    #expect(try await program.end() == 73)
    #expect(await program.errorLines.last == "ordertop: standard output: no space left on device")
  }

  @Test("files that configure and cannot be read are 78")
  func configuration() async throws {
    let files = try TemporaryFolder()
    try files.write(" \n", to: "empty")
    try files.write("a\r\nb: c", to: "broken")
    try files.write("garbage", to: "ca.pem")
    let url = "http://127.0.0.1:1/"
    for arguments in [
      ["--token-file", files.path("missing")], ["--token-file", files.path("empty")], ["--token-file", "/tmp"],
      ["--token-file", files.path("broken")], ["--cacert", files.path("missing")], ["--cacert", files.path("ca.pem")],
    ] {
      let program = try ChildProgram.ordertop(["tail", "--url", url, "--max-retries", "0"] + arguments)
      #expect(try await program.end() == 78, "\(arguments)")
      let lines = await program.errorLines
      #expect(lines.count == 1, "\(arguments): \(lines)")
      #expect(!lines.joined().contains("b: c"))
    }
  }

  @Test("wrong usage is 64 and connects to nothing")
  func usage() async throws {
    let server = try LoopbackServer(LoopbackStep.stream() + [.stall])
    let url = ["--url", server.orders]
    for arguments in [
      [], ["--url", "nonsense"], ["--url", "ftp://127.0.0.1/"], ["--url", "http://user:word@127.0.0.1/"],
      ["--url", ""], url + ["--since", "yesterday"], url + ["--header", "a: b\r\nc: d"], url + ["--header", "a"],
      url + ["--header", "ä b: c"], url + ["--retry-base", "-1"], url + ["--retry-max=-1"],
      url + ["--heartbeat-timeout", "0"], url + ["--heartbeat-timeout", "nan"], url + ["--max-retries", "-1"],
      url + ["--max-retries", "many"], url + ["--format", "xml"], url + ["--nonsense"], url + ["extra"],
    ] {
      let program = try ChildProgram.ordertop(["tail"] + arguments)
      #expect(try await program.end() == 64, "\(arguments)")
      #expect(await !program.errorBytes.isEmpty, "\(arguments)")
      #expect(await program.outputBytes.isEmpty, "\(arguments)")
    }
    #expect(server.accepted == 0)
  }
}
