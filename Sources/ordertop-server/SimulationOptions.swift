import ArgumentParser
import OrderProtocol
import OrderServer

/// A shop that is made up, to have a stream to look at.
struct SimulationOptions: ParsableArguments {
  private static let usualRate = 400

  @Flag(
    help: ArgumentHelp(
      "Publish the orders of a made-up shop, with a rush at noon and in the evening (UTC).",
      discussion:
        "The stream begins with the orders that are open then, and clients get them first (--replay-to-newcomers)."))
  var simulate = false

  @Option(
    help: ArgumentHelp(
      "How many orders the shop gets, on the average of a day (default: \(usualRate)).", valueName: "n"))
  var ordersPerHour: Int?

  @Option(
    help: ArgumentHelp(
      "The same number gives the same orders again (default: a random one).",
      discussion: "The day of the shop then begins at 12:00, whatever time it is, or at that of --time-of-day.",
      valueName: "n"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "What time it is in the shop at the start (default: what it is in UTC); 19:30 is before the great rush.",
      valueName: "hh:mm"))
  var timeOfDay: TimeOfDay?

  /// How many orders come in an hour of the shop.
  var orders: Int { ordersPerHour ?? Self.usualRate }

  func validate() throws {
    guard simulate || ordersPerHour == nil && seed == nil && timeOfDay == nil else {
      throw ValidationError("--orders-per-hour, --seed and --time-of-day need --simulate.")
    }
    guard ordersPerHour.map(Simulation.rates.contains) ?? true else {
      throw ValidationError("--orders-per-hour must be from 1 to 1000000.")
    }
  }

  /// - Parameter now: the time when the source begins.
  /// - Returns: `nil` when nobody asked for it.
  func source(at now: Timestamp, speed: Double) -> SimulationSource? {
    guard simulate else { return nil }
    return SimulationSource(
      ordersPerHour: orders, seed: seed ?? .random(in: .min ... .max),
      start: ShopTime.start(at: now, timeOfDay: timeOfDay?.sinceMidnight, isSame: seed != nil), stated: now,
      speed: speed)
  }
}

/// A time of day on the command line: hours and minutes, like `19:30`.
struct TimeOfDay: ExpressibleByArgument, Sendable {
  let sinceMidnight: Duration

  init?(argument: String) {
    guard let match = argument.wholeMatch(of: /([01]?[0-9]|2[0-3]):([0-5][0-9])/), let hour = Int(match.output.1),
      let minute = Int(match.output.2)
    else { return nil }
    sinceMidnight = .seconds(hour * 3600 + minute * 60)
  }
}
