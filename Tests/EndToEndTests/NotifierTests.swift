import Glibc
import OrderProtocol
import OrderStore
import Synchronization
import TestSupport
import Testing

@testable import ordertop

@Suite("Notifier: the command that tells of alarms", .serialized, .timeLimit(.minutes(2)))
struct NotifierTests {
  let folder: TemporaryFolder
  private let problems = Problems()

  private final class Problems: Sendable {
    private let state = Mutex<[String]>([])

    var all: [String] { state.withLock { $0 } }

    func add(_ problem: String) { state.withLock { $0.append(problem) } }
  }

  init() throws { folder = try TemporaryFolder() }

  /// A notifier that runs a script; the script's folder is its first argument.
  private func notifier(
    _ script: String, _ arguments: [String] = [], timeout: Duration = .seconds(60)
  ) throws -> Notifier {
    try folder.write("#!/bin/sh\ncd \"$1\"\n" + script, to: "tell")
    chmod(folder.path("tell"), 0o700)
    return try notifier([folder.path("tell"), folder.path(".")] + arguments, timeout: timeout)
  }

  private func notifier(_ command: [String], timeout: Duration = .seconds(60)) throws -> Notifier {
    var settings = AlarmSettings()
    settings.command = command
    let notifier = Notifier(settings, interval: .milliseconds(10), timeout: timeout) { [problems] problem in
      problems.add(problem)
    }
    return try #require(notifier)
  }

  private func wait(_ wanted: String, until isWanted: () -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while !isWanted() {
      try #require(ContinuousClock.now < deadline, "waited in vain for \(wanted); \(problems.all)")
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  private let late = AlarmNotification(
    .late, orderID: OrderID("o\u{1B}[2J'; touch x"), status: .pending, sentence: "it is late\nvery")

  @Test("the program gets its arguments as they are, what there is to tell, and nothing of ours")
  func environment() async throws {
    setenv("ORDERTOP_TOKEN", "secret", 1)
    defer { unsetenv("ORDERTOP_TOKEN") }
    let script = """
      env | grep -E '^(ORDERTOP_|PATH=)' > env; printf '%s|' "$2" "$3" > arguments
      ls /proc/$$/fd > files
      readlink /proc/$$/fd/0 > input; cat; mv files done
      """
    let descriptor = fcntl(STDIN_FILENO, F_DUPFD, 60)
    defer { close(descriptor) }
    try await notifier(script, ["$HOME `id`", "*"]).notify([late])
    try await wait("the script") { folder.text("done") != nil }
    #expect(folder.text("arguments") == "$HOME `id`|*|")
    #expect(folder.text("input") == "/dev/null\n")
    let files = try #require(folder.text("done")?.split(separator: "\n").compactMap { Int32($0) })
    #expect(files.contains(0) && !files.contains(descriptor), "\(files)")
    let variables = try #require(folder.text("env")?.split(separator: "\n"))
    #expect(variables.contains("ORDERTOP_EVENT=late") && variables.contains("ORDERTOP_STATUS=PENDING"))
    #expect(variables.contains("ORDERTOP_ORDER=o·[2J'; touch x") && variables.contains("ORDERTOP_COUNT=1"))
    #expect(variables.contains("ORDERTOP_TEXT=it is late·very"))
    #expect(variables.filter { $0.hasPrefix("ORDERTOP_") }.count == 5, "\(variables)")
    #expect(variables.contains { $0.hasPrefix("PATH=") })
    #expect(problems.all == [])
  }

  @Test("one runs at a time; what happens meanwhile is told together")
  func grouping() async throws {
    let script = """
      mkdir lock || echo overlap >> log
      echo "$ORDERTOP_EVENT $ORDERTOP_COUNT $ORDERTOP_ORDER: $ORDERTOP_TEXT" >> log
      while ! test -e go; do sleep 0.01; done
      rmdir lock
      """
    let notifier = try notifier(script)
    await notifier.notify([AlarmNotification(.gap, sentence: "gone")])
    try await wait("the first") { folder.text("log") != nil }
    for number in 0..<27 {
      await notifier.notify([AlarmNotification(.late, orderID: OrderID("o\(number)"), sentence: "late")])
    }
    await notifier.notify([AlarmNotification(.shipped, orderID: OrderID("s"), sentence: "s shipped")])
    try folder.write("", to: "go")
    try await wait("all") { folder.text("log")?.contains("shipped") == true }
    #expect(folder.text("log") == "gap 1 : gone\nlate 27 : 27 orders late\nshipped 1 s: s shipped\n")
  }

  @Test("a program that does not end is ended with all it has started, and told of once")
  func timeout() async throws {
    let notifier = try notifier("sleep 1000 & echo $! > child; sleep 1000", timeout: .milliseconds(500))
    await notifier.notify([late])
    try await wait("the report") { !problems.all.isEmpty }
    #expect(problems.all == ["\(folder.path("tell")) took longer than 500 ms and was ended"])
    let child = try #require(folder.text("child").flatMap { pid_t($0.filter(\.isNumber)) })
    try await wait("its child's end") { kill(child, 0) != 0 || isZombie(child) }
    await notifier.notify([late])
    try await Task.sleep(for: .seconds(1))
    #expect(problems.all.count == 1)
  }

  @Test("what cannot be run, or fails, is told once, until it works again")
  func failures() async throws {
    let missing = try notifier(["/nowhere/tell"])
    for _ in 0..<3 { await missing.notify([late]) }
    try await wait("the report") { !problems.all.isEmpty }
    #expect(problems.all == ["/nowhere/tell cannot be run: No such file or directory"])
    let failing = try notifier("echo >> runs; test -e works || exit 3")
    for runs in 1...3 {
      await failing.notify([late])
      try await wait("run \(runs)") { folder.text("runs")?.utf8.count == runs }
    }
    try await wait("the report") { problems.all.count == 2 }
    #expect(problems.all.last == "\(folder.path("tell")) ended with status 3")
  }

  @Test("without a command there is no notifier")
  func none() {
    let notifier = Notifier(AlarmSettings()) { _ in }
    #expect(notifier == nil)
  }

  private func isZombie(_ id: pid_t) -> Bool {
    guard let file = fopen("/proc/\(id)/stat", "r") else { return true }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, 256, file) != nil else { return true }
    return String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).contains(") Z ")
  }
}
