import Glibc
import Synchronization
import TestSupport

/// A running `ordertop-server`, killed when the value is released.
final class ServerProgram: Sendable {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// What a program that could not serve said.
  struct Refusal: Equatable {
    var code: Int32
    var errors: String
  }

  private let id: pid_t
  private let folder: TemporaryFolder
  private let ending = Mutex<Int32?>(nil)
  private let listeningPort = Mutex<UInt16>(0)

  var port: UInt16 { listeningPort.withLock { $0 } }

  /// Starts a server on a free port, and waits until it listens.
  convenience init(_ arguments: String...) async throws { try await self.init(arguments) }

  /// - Parameter openFiles: how many files it may open; left out, as many as the tests.
  init(_ arguments: [String], openFiles: Int? = nil) async throws {
    (id, folder) = try Self.spawn(["--port", "0"] + arguments, openFiles: openFiles)
    let line = try await eventually("a server that listens") { () -> String? in
      guard try hasEnded() == nil else { throw Failure(description: "the server ended: \(errors)") }
      return folder.text("output").flatMap { $0.hasSuffix("\n") ? $0 : nil }
    }
    guard let match = line.wholeMatch(of: /listening on http:\/\/[0-9.]+:(\d+)\/v1\/orders\/live\n/),
      let port = UInt16(match.output.1)
    else { throw Failure(description: "unexpected output: \(line)") }
    listeningPort.withLock { $0 = port }
  }

  /// Starts a server that is expected to end at once.
  static func refusal(_ arguments: String...) async throws -> Refusal { try await refusal(arguments) }

  static func refusal(_ arguments: [String]) async throws -> Refusal {
    let program = try ServerProgram(unchecked: arguments)
    return Refusal(code: try await program.end(), errors: program.errors)
  }

  private init(unchecked arguments: [String]) throws {
    (id, folder) = try Self.spawn(arguments)
  }

  deinit {
    if ending.withLock({ $0 }) == nil {
      kill(id, SIGKILL)
      waitpid(id, nil, 0)
    }
  }

  /// What it said on standard error, the first 4096 bytes.
  var errors: String { folder.text("errors") ?? "" }

  /// The process, for looking at it.
  var processID: pid_t { id }

  func signal(_ number: Int32) { kill(id, number) }

  /// Waits for its end; the exit code, or minus the signal that killed it.
  func end() async throws -> Int32 { try await eventually("the end of the server") { try hasEnded() } }

  private func hasEnded() throws -> Int32? {
    ending.withLock { ending in
      guard ending == nil else { return ending }
      var status: Int32 = 0
      guard waitpid(id, &status, WNOHANG) == id else { return nil }
      ending = status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
      return ending
    }
  }

  private static func spawn(_ arguments: [String], openFiles: Int? = nil) throws -> (pid_t, TemporaryFolder) {
    let folder = try TemporaryFolder()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (descriptor, name) in [(1 as Int32, "output"), (2, "errors")] {
      posix_spawn_file_actions_addopen(&actions, descriptor, folder.path(name), O_WRONLY | O_CREAT | O_APPEND, 0o600)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads of a test run block signals; a program would inherit that.
    var noSignal = sigset_t()
    sigemptyset(&noSignal)
    posix_spawnattr_setsigmask(&attributes, &noSignal)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var command = [BuiltProgram.path("ordertop-server")] + arguments
    if let openFiles { command = ["/bin/sh", "-c", #"ulimit -n \#(openFiles); exec "$0" "$@""#] + command }
    let path = command[0]
    var pointers = command.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var id = pid_t()
    let status = posix_spawn(&id, path, &actions, &attributes, &pointers, environ)
    guard status == 0 else { throw SystemCallError(call: "posix_spawn \(path)", code: status) }
    return (id, folder)
  }
}

/// Asks again and again until there is an answer, for half a minute at most.
func eventually<Answer>(
  _ wanted: @autoclosure () -> String, isolation: isolated (any Actor)? = #isolation,
  _ answer: () async throws -> Answer?
) async throws -> Answer {
  let deadline = ContinuousClock.now + .seconds(30)
  while true {
    if let answer = try await answer() { return answer }
    guard ContinuousClock.now < deadline else {
      throw ServerProgram.Failure(description: "waited in vain for \(wanted())")
    }
    try await Task.sleep(for: .milliseconds(5))
  }
}
