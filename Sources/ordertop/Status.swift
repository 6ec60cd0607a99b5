import ArgumentParser
import CTerminalGuard
import Dashboard
import OrderStore
import OrdertopConfiguration
import Persistence
import SavedState
import TerminalUI

/// One line about a stream, from its saved state: needs no server and no terminal.
struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print one line about a stream, from its saved state.",
    discussion: """
      The dashboard saves what it knows while it runs; this reads it, also while it runs. Without --url, be it \
      there, in the environment or in the configuration, it is the stream that was saved last. A state that nobody \
      has saved to for longer than the heartbeat timeout is STALE, whatever it says; without any, the line is `no state`.

      Every two seconds, without tmux:
        watch -n 2 ordertop status
      How many orders are late, of a certain stream:
        ordertop status --url http://127.0.0.1:8080/v1/orders/live --format json | jq .late
      In ~/.tmux.conf:
        set -g status-interval 1
        set -g status-right-length 60
        set -g status-right '#(ordertop status --format tmux --width 60)'

      The members of the json object. All are always there, null if unknown:
        state            live replay connecting retry maintenance offline stopped;
                         stale: none of these can be relied on; none: no state
        stale            the numbers may be wrong; state is stale or none
        connection       what was last saved of it: as state, or idle
        reason           why it waits or has stopped, in words
        retry            {number, limit}; no limit: null
        waitSeconds      until the next attempt
        replay           {done, total}; total not told: null
        secondsSinceHeartbeat, secondsSinceEvent, secondsSinceSignOfLife
        heartbeatTimeout in seconds
        open             orders that are not closed
        late, warning    of these: over their limit; soon over it
        worst            {orderId, status, secondsOver}: the one furthest over
                         its limit, or (below 0) next to be
        statuses         orders on the board: CREATED, PENDING, PROCESSING,
                         SHIPPED, CANCELLED, OTHER (all other statuses)
        unverified       orders on the board not heard of since a gap
        agedOut          closed orders that left the board for their age
        shippedLastHour, errorsLastHour, lastErrorAt
        gap              newest hole in the history not acknowledged yet:
                         {at, reason, requestedId, oldestAvailable}
        gaps             how many there are
        streamId         of the server
        lastEventId      where a restart resumes
        source, filters  host and port; the values of the filters
        savedAt, secondsSinceSave
      """)

  @Option(help: "How it is printed. (default: plain)")
  var format: StatusFormat?

  @Option(
    help: ArgumentHelp("No more cells than this: 10 to 120 (plain: 80, tmux: 60).", valueName: "n"))
  var width: Int?

  @OptionGroup(title: "Configuration options") var configuration: ConfigurationOptions
  @OptionGroup(title: "Stream options") var stream: StreamSelection
  @OptionGroup(title: "Saved state options") var state: StateOptions

  func validate() throws {
    guard width.map(StatusLine.widths.contains) ?? true else {
      throw ValidationError("--width must be from \(StatusLine.widths.lowerBound) to \(StatusLine.widths.upperBound).")
    }
  }

  func run() async throws {
    terminal_guard_ignore_broken_pipes()
    // What is wrong with the configuration is told in the form that was asked for.
    var settings = Configuration()
    apply(to: &settings)
    do {
      settings = try configuration.effective(self, stream, state)
      let report = try report(settings)
      let charset = StandardError.charset
      switch settings.statusFormat.value {
      case .plain: try await print(StatusLine(report, width: settings.width, charset: charset).plain.text)
      case .tmux: try await print(StatusLine(report, width: settings.width, charset: charset).tmux)
      case .json: try await print(StatusJSON.object(report))
      }
    } catch let failure as Failure {
      // Nobody sees the standard error of what tmux runs, and an empty line would look as if all were well.
      if settings.statusFormat.value == .tmux, failure.status != .cannotCreate {
        let problem = failure.message.causeFirst(in: settings.directory?.path ?? "")
        let line = StatusLine(unreadable: problem, width: settings.width, charset: StandardError.charset)
        try await print(line.tmux)
      }
      throw failure
    }
  }

  /// What the saved state means now; `nil` when there is none.
  private func report(_ configuration: Configuration) throws -> StatusReport? {
    guard let reader = try configuration.reader(stream) else { return nil }
    let limits = configuration.limits.limits
    let now = Clocks.wall()
    do throws(StateError) {
      let words = limits[AgeLimits.rest] == nil ? [] : try reader.openStatuses()
      let summary = try reader.summary(
        late: limits.cutoffs(\.late, of: words, now: now), warned: limits.cutoffs(\.warning, of: words, now: now))
      return StatusReport(
        source: summary.source, filters: summary.filters, board: summary.board, late: summary.late,
        warned: summary.warned, oldest: summary.oldest.mapValues { ($0.id, $0.since) }, limits: limits, now: now)
    } catch {
      throw Failure(error)
    }
  }

  private func print(_ line: String) async throws {
    let output = LineOutput()
    await output.write(Array((line + "\n").utf8))
    if let problem = output.problem { throw Failure(.cannotCreate, problem) }
  }
}

extension Status: ConfigurationOverrides {
  func apply(to configuration: inout Configuration) {
    configuration.statusFormat.override(format, from: .option("--format"))
    configuration.statusWidth.override(width, from: .option("--width"))
  }
}

extension Configuration {
  /// Cells that the line may have.
  fileprivate var width: Int { statusWidth.value ?? (statusFormat.value == .tmux ? 60 : 80) }
}
