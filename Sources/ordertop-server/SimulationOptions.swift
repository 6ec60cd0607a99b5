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
      "The same number and the same start give the same orders (default: a random one).", valueName: "n"))
  var seed: UInt64?

  /// How many orders come in an hour of the shop.
  var orders: Int { ordersPerHour ?? Self.usualRate }

  func validate() throws {
    guard simulate || ordersPerHour == nil && seed == nil else {
      throw ValidationError("--orders-per-hour and --seed need --simulate.")
    }
    guard ordersPerHour.map(Simulation.rates.contains) ?? true else {
      throw ValidationError("--orders-per-hour must be from 1 to 1000000.")
    }
  }

  /// - Parameter start: the time that it is in the shop when the source begins.
  /// - Returns: `nil` when nobody asked for it.
  func source(at start: Timestamp, speed: Double) -> SimulationSource? {
    guard simulate else { return nil }
    return SimulationSource(
      ordersPerHour: orders, seed: seed ?? .random(in: .min ... .max), start: start,
      speed: speed)
  }
}
