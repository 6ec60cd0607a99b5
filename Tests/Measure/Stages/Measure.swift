import Dispatch
import Glibc

/// The stages of an event's way, each by itself, and the whole of it without saving and screen. For
/// `Tests/Measure/compare`; prints one line of figures per round.
///
/// All but `fold`, `save` and `frame` run on the first thread from beginning to end, so that instructions can be counted.
@main
struct Measure {
  static let usage = """
    usage: ordertop-measure parse FILE CHUNK ROUNDS      bytes to events
           ordertop-measure decode FILE CHUNK ROUNDS     events to typed events
           ordertop-measure reduce FILE CHUNK ROUNDS     typed events to orders
           ordertop-measure reduce-saving FILE CHUNK ROUNDS   the same, the events being put aside to be saved
           ordertop-measure snapshot FILE CHUNK ROUNDS   typed events to what a screen asks for, after each chunk
           ordertop-measure pipeline FILE CHUNK ROUNDS   all three, chunk by chunk
           ordertop-measure save FILE FOLDER             changes to rows
           ordertop-measure frame FILE OUTPUT FRAMES     orders to what a terminal gets, on the terminal it runs in
           ordertop-measure fold URL [ORDERS]            as the programs in peers

    """

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      if try runStage(arguments) { return }
    } catch {
      fail(1, "\(error)\n")
    }
    // Not an asynchronous main: that would bring other threads, which valgrind does not survive.
    Task {
      do {
        guard try await run(arguments) else { return fail(64, usage) }
        exit(0)
      } catch {
        fail(1, "\(error)\n")
      }
    }
    dispatchMain()
  }

  private static func fail(_ status: Int32, _ text: String) -> Never {
    _ = text.utf8CString.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count - 1) }
    exit(status)
  }

  /// Returns whether the arguments ask for a stage that needs one thread only.
  private static func runStage(_ arguments: [String]) throws -> Bool {
    guard arguments.count == 4, let chunk = Int(arguments[2]), let rounds = Int(arguments[3]), chunk > 0 else {
      return false
    }
    return try Stages(StreamFile(arguments[1]), chunk: chunk).run(arguments[0], rounds: rounds)
  }

  /// Returns whether the arguments are right.
  private static func run(_ arguments: [String]) async throws -> Bool {
    switch (arguments.first, arguments.count) {
    case ("fold", 2...3):
      try await Fold(url: arguments[1]).run(writing: arguments.dropFirst(2).first)
    case ("save", 3):
      try await Saving(StreamFile(arguments[1])).run(in: arguments[2])
    case ("frame", 4):
      guard let frames = Int(arguments[3]) else { return false }
      try await Frames(StreamFile(arguments[1])).run(count: frames, output: arguments[2])
    default: return false
    }
    return true
  }
}

/// Why nothing can be measured.
struct Failure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}

/// Seconds that something takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  return try clock.measure(body) / .seconds(1)
}
