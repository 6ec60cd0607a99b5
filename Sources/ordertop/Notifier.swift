import OrderProtocol
import OrderStore
import TerminalUI

/// Runs the command that tells somebody of alarms: one at a time, not too often, and never for too long. What happens
/// meanwhile is told together. Nobody waits for it.
actor Notifier {
  /// The time from one start to the next, at the least.
  static let interval = Duration.seconds(2)
  /// A command that takes longer is ended.
  static let timeout = Duration.seconds(10)
  /// How often somebody looks whether it has ended.
  private static let pollInterval = Duration.milliseconds(50)
  /// Longest value of a variable, in cells.
  private static let valueLimit = 500

  private let command: [String]
  private let interval: Duration
  private let timeout: Duration
  private let report: @Sendable (String) async -> Void
  /// At most one of each event.
  private var waiting: [AlarmNotification] = []
  private var isRunning = false
  /// What was wrong the last time; it is told once.
  private var problem: String?

  /// `nil`: there is no command.
  ///
  /// - Parameter report: takes what is wrong with the command, in one sentence without a final stop.
  init?(
    _ settings: AlarmSettings, interval: Duration = interval, timeout: Duration = timeout,
    report: @escaping @Sendable (String) async -> Void
  ) {
    guard !settings.command.isEmpty else { return nil }
    command = settings.command
    self.interval = interval
    self.timeout = timeout
    self.report = report
  }

  /// Sees to it that somebody is told, sooner or later.
  func notify(_ notifications: [AlarmNotification]) {
    for new in notifications {
      if let index = waiting.firstIndex(where: { $0.event == new.event }) {
        waiting[index].add(new)
      } else {
        waiting.append(new)
      }
    }
    guard !isRunning else { return }
    isRunning = true
    Task { await runAll() }
  }

  private func runAll() async {
    while !waiting.isEmpty {
      let start = ContinuousClock.now
      let problem = await run(waiting.removeFirst())
      if let problem, problem != self.problem { await report(problem) }
      self.problem = problem
      try? await Task.sleep(until: start + interval)
    }
    isRunning = false
  }

  /// Returns what was wrong.
  private func run(_ notification: AlarmNotification) async -> String? {
    let name = command.first ?? ""
    let child: ChildProcess
    do throws(SpawnFailure) {
      child = try ChildProcess(command, environment: Self.environment(for: notification))
    } catch {
      return "\(name) cannot be run: \(error.reason)"
    }
    let deadline = ContinuousClock.now + timeout
    var isLate = false
    while true {
      switch child.end() {
      case .exited(status: 0): return nil
      case .exited(let status): return "\(name) ended with status \(status)"
      case .killed where isLate: return "\(name) took longer than \(timeout.inWords) and was ended"
      case .killed(let signal): return "\(name) was ended by signal \(signal)"
      case nil: break
      }
      if !isLate, .now >= deadline {
        isLate = true
        child.kill()
      }
      try? await Task.sleep(for: Self.pollInterval)
    }
  }

  /// Ours but for the token, and what there is to tell.
  static func environment(for notification: AlarmNotification) -> [String] {
    var variables = Environment.all.filter { !$0.hasPrefix("ORDERTOP_") }
    func add(_ name: String, _ value: String) {
      variables.append("ORDERTOP_\(name)=\(forTerminal(value, maxCells: valueLimit).text)")
    }
    add("EVENT", notification.event.rawValue)
    add("COUNT", "\(notification.count)")
    // Of several only the first is known.
    add("ORDER", notification.count == 1 ? notification.orderID?.rawValue ?? "" : "")
    add("STATUS", notification.count == 1 ? notification.status?.word ?? "" : "")
    add("TEXT", notification.text)
    return variables
  }
}
