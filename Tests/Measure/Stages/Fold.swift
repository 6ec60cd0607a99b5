import CurlTransport
import EventStream
import Glibc
import OrderProtocol
import OrderStore
import SavedState

/// What the dashboard does with a stream, without saving and screen; see README.md in peers for what it prints.
struct Fold {
  let request: StreamRequest

  init(url: String) throws { request = try StreamRequest(url: url) }

  /// - Parameter path: write the orders there.
  func run(writing path: String?) async throws {
    let start = ContinuousClock.now
    let wall = Moment.start().wall.milliseconds
    let now: @Sendable () -> Moment = {
      let monotonic = start.duration(to: .now)
      return Moment(
        monotonic: monotonic, wall: Timestamp(milliseconds: wall + Int64(monotonic / .milliseconds(1))))
    }
    let store = Store(
      DashboardState(
        settings: Settings(source: request.source), theme: "", isSaving: path != nil, restoring: nil, at: now()))
    let wallClock: @Sendable () -> Int64 = { now().wall.milliseconds / 1000 }
    let client = EventStreamClient(
      request: request, transport: try CurlTransport(userAgent: "ordertop-measure"), policy: ReconnectPolicy(limit: 0),
      clock: ContinuousClock(), wallClock: wallClock, mayControl: ControlSignal.mayBeOrderStreamSignal,
      control: ControlSignal.orderStreamSignal
    ) { event in
      // As the dashboard passes on what its client says.
      if case .received(let batch) = event {
        _ = await store.send(.received(ReceivedBatch(batch)), at: now())
      } else {
        _ = await store.send(.stream(event), at: now())
      }
    }
    _ = await client.run()
    print("done")
    fflush(nil)
    let snapshot = await store.snapshot(at: now()) { _ in Viewport(orderRows: 1, logRows: 1, showsDetail: false) }
    report(snapshot)
    if let path { try write(await store.takeCheckpoint(isComplete: true, at: now()).orders, to: path) }
    while getchar() != EOF {}
    exit(0)
  }

  private func report(_ snapshot: Snapshot) {
    let counts = snapshot.counts
    let values = [
      ("events", snapshot.gauge.eventCount), ("orders", snapshot.orders.total), ("CREATED", counts.created),
      ("PENDING", counts.pending), ("PROCESSING", counts.processing), ("SHIPPED", counts.shipped),
      ("CANCELLED", counts.cancelled),
    ]
    print("{" + values.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}")
    fflush(nil)
  }

  private func write(_ orders: [SavedOrder], to path: String) throws {
    guard let file = fopen(path, "w") else { throw Failure("\(path): cannot be written") }
    defer { fclose(file) }
    for order in orders { fputs(order.line, file) }
  }
}

extension SavedOrder {
  fileprivate var line: String {
    let items = items.map { item in
      "\(item.itemID):\(item.name ?? ""):\(item.quantity?.description ?? ""):\(item.price?.cents ?? "")"
    }
    let fields: [String?] = [
      id.rawValue, customerID, status.word, total?.cents, itemCount.map(String.init),
      submittedAtText ?? submittedAt?.iso8601, assignedTo, trackingNumber, carrier, cancellationReason,
      items.joined(separator: "|"),
    ]
    return fields.map { $0 ?? "" }.joined(separator: "\t") + "\n"
  }
}

extension DecimalNumber {
  fileprivate var cents: String { multiplied(by: DecimalNumber(100))?.wholeNumber.map(String.init) ?? "" }
}
