import ArgumentParser
import EventStream
import OrdertopConfiguration
import SavedState

/// Which stream: the URL and the filters. Shared by every command that connects, and by those that read a saved state.
struct StreamSelection: ParsableArguments {
  @Option(help: "The endpoint, like http://127.0.0.1:8080/v1/orders/live (or environment: ORDERTOP_URL).")
  var url: String?

  @Option(help: ArgumentHelp("Only events of this customer.", valueName: "id"))
  var customerID: String?

  @Option(help: ArgumentHelp("Only events of this order.", valueName: "id"))
  var orderID: String?

  @Option(help: ArgumentHelp("Only these event types, separated by commas.", valueName: "a,b"), completion: .eventTypes)
  var eventTypes: String?

  var hasFilters: Bool { customerID != nil || orderID != nil || eventTypes != nil }
}

extension StreamSelection: ConfigurationOverrides {
  func apply(to configuration: inout Configuration) {
    configuration.url.override(url, from: .option("--url"))
    configuration.customerID.override(customerID, from: .option("--customer-id"))
    configuration.orderID.override(orderID, from: .option("--order-id"))
    configuration.eventTypes.override(eventTypes, from: .option("--event-types"))
  }
}

extension Configuration {
  /// Which saved state is meant; `nil` when no URL was given.
  ///
  /// - Throws: ``Failure`` when the URL is none.
  func identity() throws -> StreamIdentity? {
    guard let url = url.value else { return nil }
    do throws(InvalidStreamRequest) {
      return StreamIdentity(try StreamRequest(url: url, filters: filters), filters: filters.map(\.value))
    } catch {
      throw Failure(.usage, error.reason)
    }
  }
}

extension StreamIdentity {
  init(_ request: StreamRequest, filters: [String]) {
    self.init(url: request.url, source: request.source, filters: filters)
  }
}
