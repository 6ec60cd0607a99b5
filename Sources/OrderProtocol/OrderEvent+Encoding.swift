package import EventStream

extension ServerSentEvent {
  /// The event as a server sends it: decoding it gives `event` back, as far as its values are ones that the protocol can
  /// say (amounts of time that are not negative, names of unknown fields that are unknown).
  package init(_ event: OrderEvent, lastEventID: String = "") {
    self.init(lastEventID: lastEventID, type: event.typeName, data: event.payload)
  }
}

extension OrderEvent {
  /// The name of its type on the wire.
  package var typeName: String {
    switch self {
    case .created: OrderEventType.created.rawValue
    case .updated: OrderEventType.updated.rawValue
    case .submitted: OrderEventType.submitted.rawValue
    case .shipped: OrderEventType.shipped.rawValue
    case .cancelled: OrderEventType.cancelled.rawValue
    case .itemAdded: OrderEventType.itemAdded.rawValue
    case .itemRemoved: OrderEventType.itemRemoved.rawValue
    case .connected: OrderEventType.connected.rawValue
    case .heartbeat: OrderEventType.heartbeat.rawValue
    case .replayStarted: OrderEventType.replayStarted.rawValue
    case .replayCompleted: OrderEventType.replayCompleted.rawValue
    case .replayFailed: OrderEventType.replayFailed.rawValue
    case .fault: OrderEventType.fault.rawValue
    case .disconnecting: OrderEventType.disconnecting.rawValue
    case .unknown(let type): type
    }
  }

  fileprivate var payload: String {
    var json = JSONWriter()
    switch self {
    case .created(let patch), .updated(let patch), .submitted(let patch), .shipped(let patch), .cancelled(let patch):
      json.add(patch)
    case .itemAdded(let orderID, let item, let timestamp):
      json.add(.orderID, orderID.rawValue)
      json.add(item)
      json.add(.timestamp, timestamp?.iso8601)
    case .itemRemoved(let orderID, let itemID, let timestamp):
      json.add(.orderID, orderID.rawValue)
      json.add(.itemID, itemID)
      json.add(.timestamp, timestamp?.iso8601)
    case .connected(let streamID, let timestamp, let filters, let isReplayUnavailable):
      json.add(.streamID, streamID)
      json.add(.timestamp, timestamp?.iso8601)
      if !filters.isEmpty { json.add(.filters, members: filters) }
      if isReplayUnavailable { json.add(.replayUnavailable, true) }
    case .heartbeat(let timestamp, let connectionAge):
      json.add(.timestamp, timestamp?.iso8601)
      json.add(.connectionAge, connectionAge?.iso8601)
    case .replayStarted(let missedEvents, let replayingFrom):
      json.add(.missedEvents, missedEvents)
      json.add(.replayingFrom, replayingFrom)
    case .replayCompleted(let replayedEvents, let isResumingLiveStream):
      json.add(.replayedEvents, replayedEvents)
      json.add(.resumingLiveStream, isResumingLiveStream)
    case .replayFailed(let reason, let oldestAvailable, let requestedID):
      json.add(.reason, reason)
      json.add(.oldestAvailable, oldestAvailable)
      json.add(.requestedID, requestedID)
    case .fault(let fault):
      json.add(.code, fault.code)
      json.add(.message, fault.message)
      json.add(.recoverable, fault.isRecoverable)
      json.add(.retryAfter, seconds: fault.retryAfter)
    case .disconnecting(let reason, let reconnectAfter, let message):
      json.add(.reason, reason)
      json.add(.reconnectAfter, seconds: reconnectAfter)
      json.add(.message, message)
    case .unknown: break
    }
    return json.object
  }
}

extension JSONWriter {
  fileprivate mutating func add(_ patch: OrderPatch) {
    add(.orderID, patch.orderID.rawValue)
    add(.customerID, patch.customerID)
    add(.status, patch.status?.word)
    if let items = patch.items {
      add(FieldName.items.rawValue, json: "[" + items.map { Self.object($0) }.joined(separator: ",") + "]")
    }
    add(.total, patch.total)
    add(.itemCount, patch.itemCount)
    add(.submittedAt, patch.submittedAtText ?? patch.submittedAt?.iso8601)
    add(.assignedTo, patch.assignedTo)
    add(.trackingNumber, patch.trackingNumber)
    add(.carrier, patch.carrier)
    add(.cancellationReason, patch.cancellationReason)
    add(.timestamp, patch.timestamp?.iso8601)
    add(patch.unknown)
  }

  fileprivate mutating func add(_ item: OrderItem) {
    add(.itemID, item.itemID)
    add(.name, item.name)
    add(.quantity, item.quantity)
    add(.price, item.price)
    add(item.unknown)
  }

  fileprivate mutating func add(_ field: FieldName, members: [UnknownField]) {
    var json = JSONWriter()
    json.add(members)
    add(field.rawValue, json: json.object)
  }

  fileprivate mutating func add(_ field: FieldName, seconds: Duration?) {
    if let seconds { add(field.rawValue, json: seconds.decimalSeconds) }
  }

  private mutating func add(_ fields: [UnknownField]) {
    for field in fields { add(field.name, json: field.json) }
  }

  private static func object(_ item: OrderItem) -> String {
    var json = JSONWriter()
    json.add(item)
    return json.object
  }
}
