import Glibc
import TestSupport

/// A program that runs with pipes behind its output, killed when the value is released.
actor ChildProgram {
  enum Failure: Error, CustomStringConvertible {
    case timedOut(waitingFor: String, output: String, errors: String)

    var description: String {
      switch self {
      case .timedOut(let wanted, let output, let errors):
        "waited in vain for \(wanted); output \(output.debugDescription), errors \(errors.debugDescription)"
      }
    }
  }

  nonisolated let id: pid_t
  private var output: Int32
  private var errors: Int32
  /// What came on standard output, and on standard error.
  private(set) var outputBytes: [UInt8] = []
  private(set) var errorBytes: [UInt8] = []
  private var ending: Int32?

  /// - Parameters:
  ///   - environment: all of it.
  ///   - arguments: without the program's name.
  init(_ path: String, _ arguments: [String], environment: [String: String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let folder = try TemporaryFolder()
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    output = try Self.pipe(folder.path("output"), to: 1, &actions)
    errors = try Self.pipe(folder.path("errors"), to: 2, &actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads of a test run block signals; a program would inherit that.
    var noSignal = sigset_t()
    sigemptyset(&noSignal)
    posix_spawnattr_setsigmask(&attributes, &noSignal)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var argumentPointers = ([path] + arguments).map { strdup($0) } + [nil]
    var environmentPointers = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }
    var id = pid_t()
    let status = posix_spawn(&id, path, &actions, &attributes, &argumentPointers, &environmentPointers)
    guard status == 0 else { throw SystemCallError(call: "posix_spawn \(path)", code: status) }
    self.id = id
  }

  /// Makes a pipe with a name for one descriptor of a program; returns the end to read from. Pipes without one would leak
  /// into the programs that other tests start at the same moment.
  private static func pipe(
    _ path: String, to target: Int32, _ actions: inout posix_spawn_file_actions_t
  ) throws -> Int32 {
    guard mkfifo(path, 0o600) == 0 else { throw SystemCallError(call: "mkfifo", code: errno) }
    let end = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard end >= 0 else { throw SystemCallError(call: "open", code: errno) }
    posix_spawn_file_actions_addopen(&actions, target, path, O_WRONLY, 0)
    return end
  }

  deinit {
    if ending == nil {
      kill(id, SIGKILL)
      waitpid(id, nil, 0)
    }
    for descriptor in [output, errors] where descriptor >= 0 { close(descriptor) }
  }

  nonisolated func signal(_ number: Int32) { kill(id, number) }

  /// Waits for the end of a program that writes little, blocking the thread.
  nonisolated func waitForEnd() {
    var end = siginfo_t()
    // Leaves the process to `deinit`.
    while waitid(P_PID, id_t(id), &end, WNOWAIT | WEXITED) < 0, errno == EINTR {}
  }

  /// Closes the reading end of the program's standard output, as `head` does.
  func closeOutput() {
    close(output)
    output = -1
  }

  /// Reads a little of standard output, as a slow reader does; returns how much there was.
  func readSome(_ limit: Int) -> Int { Self.read(from: output, into: &outputBytes, limit: limit) }

  /// Waits until standard output holds this text.
  func output(has text: String, within limit: Duration = .seconds(30)) async throws {
    var searched = 0
    try await wait(for: text, within: limit) {
      defer { searched = max(0, outputBytes.count - text.utf8.count) }
      return outputBytes[searched...].firstRange(of: Array(text.utf8))
    }
  }

  /// Waits until standard error holds this text.
  func errors(have text: String, within limit: Duration = .seconds(30)) async throws {
    var searched = 0
    try await wait(for: text, within: limit) {
      defer { searched = max(0, errorBytes.count - text.utf8.count) }
      return errorBytes[searched...].firstRange(of: Array(text.utf8))
    }
  }

  /// Waits for the program's end, reading on; the exit code, or minus the signal that killed it.
  func end(within limit: Duration = .seconds(30), isReading: Bool = true) async throws -> Int32 {
    try await wait(for: "the end", within: limit, isReading: isReading) {
      guard ending == nil else { return ending }
      var status: Int32 = 0
      guard waitpid(id, &status, WNOHANG) == id else { return nil }
      ending = status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
      if isReading { readAll() }
      return ending
    }
  }

  @discardableResult
  private func wait<Answer>(
    for wanted: String, within limit: Duration, isReading: Bool = true, _ answer: () -> Answer?
  ) async throws -> Answer {
    let deadline = ContinuousClock.now + limit
    while true {
      if isReading { readAll() }
      if let answer = answer() { return answer }
      guard ContinuousClock.now < deadline else {
        throw Failure.timedOut(
          waitingFor: wanted, output: String(decoding: outputBytes.suffix(2000), as: UTF8.self),
          errors: String(decoding: errorBytes.suffix(2000), as: UTF8.self))
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  private func readAll() {
    while Self.read(from: output, into: &outputBytes, limit: 65536) > 0 {}
    while Self.read(from: errors, into: &errorBytes, limit: 65536) > 0 {}
  }

  private static func read(from descriptor: Int32, into bytes: inout [UInt8], limit: Int) -> Int {
    guard descriptor >= 0 else { return 0 }
    var buffer = [UInt8](repeating: 0, count: limit)
    let count = Glibc.read(descriptor, &buffer, limit)
    if count > 0 { bytes += buffer.prefix(count) }
    return max(0, count)
  }
}

extension ChildProgram {
  var outputText: String { String(decoding: outputBytes, as: UTF8.self) }
  var errorText: String { String(decoding: errorBytes, as: UTF8.self) }
  var outputLines: [Substring] { outputText.split(separator: "\n") }
  var errorLines: [Substring] { errorText.split(separator: "\n") }
}
