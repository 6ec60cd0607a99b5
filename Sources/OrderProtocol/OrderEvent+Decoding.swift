package import EventStream

extension DecodedEvent {
  /// Decodes one event of the stream. Never traps, never throws: whatever came costs at most one problem.
  ///
  /// The payload is JSON by RFC 8259, strictly, nested at most 64 deep. Of duplicate names the last counts; `null` is the
  /// same as absent. A field of a wrong type or out of range is left out and named in ``problem``. Names that the protocol
  /// does not have are kept with orders and items, at most 64 of them and 64 KiB an event; of an order's items, 10,000.
  ///
  /// An order event without a usable id has no ``event``. A control event (`connected`, `heartbeat`, `replay-*`, `error`,
  /// `disconnecting`) means something by its type alone, so it always has one, with whatever of its payload was usable.
  /// The data of types that the protocol does not name is not looked at.
  package init(_ event: ServerSentEvent) {
    guard let type = OrderEventType(name: event.type) else {
      self.init(.unknown(type: event.type))
      return
    }
    var lists = PayloadLists()
    var data = event.data
    self = data.withUTF8 { payload in
      let reading = PayloadReading(type, payload, into: &lists)
      var event = reading.control
      if event == nil, reading.isUsable { event = lists.orderEvent(type, payload) }
      return DecodedEvent(event, problem: reading.problem)
    }
  }
}

/// What one payload came to.
package struct PayloadReading {
  /// Whether the newest of ``PayloadLists/patches``, or for types about an item of ``PayloadLists/changes``, is what it says.
  package var isUsable = false
  /// What it is, if it is not about an order.
  package var control: OrderEvent?
  /// What was wrong, as in ``DecodedEvent``.
  package var problem: String?

  /// Reads a payload as ``DecodedEvent`` says, without making texts of what it says of an order.
  ///
  /// - Parameters:
  ///   - payload: well-formed UTF-8.
  ///   - lists: gets what it says of an order appended, maybe also where it is not usable.
  package init(_ type: OrderEventType, _ payload: UnsafeBufferPointer<UInt8>, into lists: inout PayloadLists) {
    guard payload.count <= PayloadText.maximumPayload else {
      control = type.eventWithoutPayload
      problem = "data: larger than \(PayloadText.maximumPayload) bytes"
      return
    }
    var reader = PayloadReader(payload)
    swap(&reader.lists, &lists)
    defer { swap(&reader.lists, &lists) }
    do throws(JSONSyntaxError) {
      if try reader.enterPayload() {
        if type.isAboutOrder {
          isUsable = try reader.order(type)
        } else {
          control = try reader.control(type)
        }
      } else {
        control = type.eventWithoutPayload
      }
      problem = reader.problems.summary
    } catch {
      isUsable = false
      control = type.eventWithoutPayload
      problem = "data: \(error.description)"
    }
  }
}

extension PayloadLists {
  /// What the newest of ``patches`` or ``changes`` says, in texts of its own.
  fileprivate func orderEvent(_ type: OrderEventType, _ payload: UnsafeBufferPointer<UInt8>) -> OrderEvent? {
    withView(of: payload) { view in
      switch type {
      case .created: patches.last.map { .created(view.patch($0)) }
      case .updated: patches.last.map { .updated(view.patch($0)) }
      case .submitted: patches.last.map { .submitted(view.patch($0)) }
      case .shipped: patches.last.map { .shipped(view.patch($0)) }
      case .cancelled: patches.last.map { .cancelled(view.patch($0)) }
      case .itemAdded:
        changes.last.map { change in
          .itemAdded(view.orderID(change.orderID), view.item(change.item), timestamp: change.timestamp)
        }
      case .itemRemoved:
        changes.last.map { change in
          .itemRemoved(
            view.orderID(change.orderID), itemID: view.bytes.string(change.item.itemID) ?? "",
            timestamp: change.timestamp)
        }
      case .connected, .heartbeat, .replayStarted, .replayCompleted, .replayFailed, .fault, .disconnecting: nil
      }
    }
  }

  private func withView<Value>(of payload: UnsafeBufferPointer<UInt8>, _ body: (PayloadView) -> Value) -> Value {
    apart.withUnsafeBufferPointer { apart in
      items.withUnsafeBufferPointer { items in
        unknown.withUnsafeBufferPointer { unknown in
          body(PayloadView(bytes: PayloadBytes(payload: payload, apart: apart), items: items, unknown: unknown))
        }
      }
    }
  }
}

extension PayloadReader {
  /// - Returns: whether it is usable.
  fileprivate mutating func order(_ type: OrderEventType) throws(JSONSyntaxError) -> Bool {
    switch type {
    case .itemAdded: try addedItem()
    case .itemRemoved: try removedItem()
    default: try orderPatch(type)
    }
  }

  fileprivate mutating func control(_ type: OrderEventType) throws(JSONSyntaxError) -> OrderEvent? {
    let event: OrderEvent? =
      switch type {
      case .connected: try connected()
      case .heartbeat: try heartbeat()
      case .replayStarted: try replayStarted()
      case .replayCompleted: try replayCompleted()
      case .replayFailed: try replayFailed()
      case .fault: try fault()
      case .disconnecting: try disconnecting()
      case .created, .updated, .submitted, .shipped, .cancelled, .itemAdded, .itemRemoved: nil
      }
    try json.finish()
    return event
  }
}

extension OrderEventType {
  /// What the type means by itself, when the payload says nothing.
  fileprivate var eventWithoutPayload: OrderEvent? {
    switch self {
    case .created, .updated, .submitted, .shipped, .cancelled, .itemAdded, .itemRemoved: nil
    case .connected: .connected(streamID: nil, timestamp: nil, filters: [], isReplayUnavailable: false)
    case .heartbeat: .heartbeat(timestamp: nil, connectionAge: nil)
    case .replayStarted: .replayStarted(missedEvents: nil, replayingFrom: nil)
    case .replayCompleted: .replayCompleted(replayedEvents: nil, isResumingLiveStream: nil)
    case .replayFailed: .replayFailed(reason: nil, oldestAvailable: nil, requestedID: nil)
    case .fault: .fault(StreamFault(code: "", message: "", isRecoverable: true))
    case .disconnecting: .disconnecting(reason: nil, reconnectAfter: nil, message: nil)
    }
  }
}
