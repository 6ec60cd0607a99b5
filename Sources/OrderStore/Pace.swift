package import OrderProtocol

/// How many orders will be late at a time to come, if orders come and go as they did within the last hour.
package struct LateForecast: Equatable, Sendable {
  package var count: Int
  package var at: Timestamp

  package init(count: Int, at: Timestamp) {
    self.count = count
    self.at = at
  }
}

/// How fast orders have come into each status that has a limit, and have left it, within the last hour. What a replay
/// brings happened at times that nobody knows: neither it nor the time that it made up for counts.
struct Pace: Sendable {
  /// Before it has watched for so long, it tells nothing.
  static let shortest = Duration.seconds(5 * 60)

  private struct Flow: Sendable {
    let status: OrderStatus
    var arrivals = HourlyCount()
    var departures = HourlyCount()
  }

  private var flows: [Flow]
  private let limits: AgeLimits
  /// Milliseconds of the last hour in which it watched.
  private var watched = HourlyCount()
  private var lastLook: Duration?

  init(limits: AgeLimits) {
    flows = limits.limited.map { Flow(status: $0) }
    self.limits = limits
  }

  /// An order went from one status to another; `nil`: it was not heard of before.
  mutating func noteMove(from left: OrderStatus?, to entered: OrderStatus?, at now: Duration) {
    let (left, entered) = (left.flatMap(limits.kind), entered.flatMap(limits.kind))
    for index in flows.indices {
      if flows[index].status == left { flows[index].departures.add(at: now) }
      if flows[index].status == entered { flows[index].arrivals.add(at: now) }
    }
  }

  /// Time has passed.
  ///
  /// - Parameter isWatching: what happens is heard of as it happens.
  mutating func passTime(isWatching: Bool, at now: Duration) {
    if isWatching, let lastLook { watched.add((now - lastLook).wholeMilliseconds, at: now) }
    lastLook = isWatching ? now : nil
  }

  /// Orders that come into a status and leave it, per second, and how many were watched; `nil`: that cannot be told yet.
  func rates(of status: OrderStatus, at now: Duration) -> (arrivals: Double, departures: Double)? {
    let seconds = Double(watched.total(at: now)) / 1000
    guard seconds >= Self.shortest / .seconds(1), let flow = flows.first(where: { $0.status == status }) else {
      return nil
    }
    return (Double(flow.arrivals.total(at: now)) / seconds, Double(flow.departures.total(at: now)) / seconds)
  }
}

extension DashboardState {
  /// How far ahead one looks, at the least; the time is a full quarter of an hour.
  private static let outlook: Int64 = 20 * 60_000
  private static let quarter: Int64 = 15 * 60_000

  /// How many orders will be late a little later; `nil`: that cannot be told.
  ///
  /// Orders are taken to leave a status in the order in which they came into it: who is late is served first.
  func lateForecast(at moment: Moment) -> LateForecast? {
    let (earliest, overflow) = moment.wall.milliseconds.addingReportingOverflow(Self.outlook + Self.quarter - 1)
    guard !overflow else { return nil }
    let time = earliest - (earliest % Self.quarter + Self.quarter) % Self.quarter
    let ahead = Duration.milliseconds(time - moment.wall.milliseconds)
    var count = 0.0
    for status in settings.limits.limited {
      guard let limit = settings.limits.limit(of: status),
        let rates = pace.rates(of: status, at: moment.monotonic)
      else { return nil }
      // Those that will have been there for longer than the limit, if none leaves.
      var due = Double(index.count(of: status, atLeast: max(.zero, limit - ahead), now: moment.wall))
      if limit < ahead { due += rates.arrivals * ((ahead - limit) / .seconds(1)) }
      count += max(0, due - rates.departures * (ahead / .seconds(1)))
    }
    return LateForecast(count: Int(count.rounded()), at: Timestamp(milliseconds: time))
  }
}

extension Duration {
  /// Zero where it is negative.
  fileprivate var wholeMilliseconds: Int { max(0, Int(clamping: Int64(self / .milliseconds(1)))) }
}
