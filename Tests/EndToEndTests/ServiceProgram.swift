import Glibc
import TestSupport
import Testing

/// A server of somebody else that listens on a port of 127.0.0.1; ended in order when the value is released.
final class ServiceProgram: Sendable {
  let program: ChildProgram

  /// Starts it; returns once it listens.
  ///
  /// - Parameter arguments: without the program's name.
  init(_ path: String, _ arguments: [String], port: UInt16) async throws {
    program = try ChildProgram(path, arguments, environment: ["PATH": "/usr/sbin:/usr/bin:/bin"])
    let deadline = ContinuousClock.now + .seconds(30)
    while !LoopbackServer.isListening(port) {
      let errors = await program.errorText
      try #require(ContinuousClock.now < deadline, "\(path) does not listen: \(errors)")
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// By a signal it ends what it has started itself, too; killed, it would leave that behind.
  deinit {
    program.signal(SIGTERM)
    program.waitForEnd()
  }
}
