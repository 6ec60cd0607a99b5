import ArgumentParser
import EventStream
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

  /// The URL, by option or environment.
  var chosenURL: String? { url ?? Environment.value("ORDERTOP_URL") }

  /// The filters that were given, as the query names them.
  var filters: [(name: String, value: String)] {
    [("customerId", customerID), ("orderId", orderID), ("eventTypes", eventTypes)].compactMap { name, value in
      value.map { (name: name, value: $0) }
    }
  }

  /// Which saved state is meant; `nil` when no URL was given.
  ///
  /// - Throws: ``Failure`` when the URL is none.
  func identity() throws -> StreamIdentity? {
    guard let chosenURL else { return nil }
    do throws(InvalidStreamRequest) {
      return try StreamIdentity(StreamRequest(url: chosenURL, filters: filters), self)
    } catch {
      throw Failure(.usage, error.reason)
    }
  }
}

extension StreamIdentity {
  init(_ request: StreamRequest, _ selection: StreamSelection) {
    self.init(url: request.url, source: request.source, filters: selection.filters.map(\.value))
  }
}
