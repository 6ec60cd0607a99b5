extension PayloadReader {
  mutating func connected() throws(JSONSyntaxError) -> OrderEvent {
    var streamID: String?
    var timestamp: Timestamp?
    var filters: [UnknownField] = []
    var isReplayUnavailable = false
    while let name = try json.nextName() {
      switch field(name) {
      case .streamID: streamID = try string(.streamID)
      case .timestamp: timestamp = try self.timestamp(.timestamp)
      case .filters: filters = try members(.filters)
      case .replayUnavailable: isReplayUnavailable = try boolean(.replayUnavailable) ?? false
      default: try json.skipValue()
      }
    }
    return .connected(
      streamID: streamID, timestamp: timestamp, filters: filters, isReplayUnavailable: isReplayUnavailable)
  }

  mutating func heartbeat() throws(JSONSyntaxError) -> OrderEvent {
    var timestamp: Timestamp?
    var connectionAge: Duration?
    while let name = try json.nextName() {
      switch field(name) {
      case .timestamp: timestamp = try self.timestamp(.timestamp)
      case .connectionAge: connectionAge = try duration(.connectionAge)
      default: try json.skipValue()
      }
    }
    return .heartbeat(timestamp: timestamp, connectionAge: connectionAge)
  }

  mutating func replayStarted() throws(JSONSyntaxError) -> OrderEvent {
    var missedEvents: Int?
    var replayingFrom: String?
    while let name = try json.nextName() {
      switch field(name) {
      case .missedEvents: missedEvents = try count(.missedEvents)
      case .replayingFrom: replayingFrom = try string(.replayingFrom)
      default: try json.skipValue()
      }
    }
    return .replayStarted(missedEvents: missedEvents, replayingFrom: replayingFrom)
  }

  mutating func replayCompleted() throws(JSONSyntaxError) -> OrderEvent {
    var replayedEvents: Int?
    var isResumingLiveStream: Bool?
    while let name = try json.nextName() {
      switch field(name) {
      case .replayedEvents: replayedEvents = try count(.replayedEvents)
      case .resumingLiveStream: isResumingLiveStream = try boolean(.resumingLiveStream)
      default: try json.skipValue()
      }
    }
    return .replayCompleted(replayedEvents: replayedEvents, isResumingLiveStream: isResumingLiveStream)
  }

  mutating func replayFailed() throws(JSONSyntaxError) -> OrderEvent {
    var reason: String?
    var oldestAvailable: String?
    var requestedID: String?
    while let name = try json.nextName() {
      switch field(name) {
      case .reason: reason = try string(.reason)
      case .oldestAvailable: oldestAvailable = try string(.oldestAvailable)
      case .requestedID: requestedID = try string(.requestedID)
      default: try json.skipValue()
      }
    }
    return .replayFailed(reason: reason, oldestAvailable: oldestAvailable, requestedID: requestedID)
  }

  mutating func fault() throws(JSONSyntaxError) -> OrderEvent {
    var fault = StreamFault(code: "", message: "", isRecoverable: true)
    while let name = try json.nextName() {
      switch field(name) {
      case .code: fault.code = try string(.code) ?? ""
      case .message: fault.message = try string(.message) ?? ""
      case .recoverable: fault.isRecoverable = try boolean(.recoverable) ?? true
      case .retryAfter: fault.retryAfter = try wait(.retryAfter)
      default: try json.skipValue()
      }
    }
    return .fault(fault)
  }

  mutating func disconnecting() throws(JSONSyntaxError) -> OrderEvent {
    var reason: String?
    var reconnectAfter: Duration?
    var message: String?
    while let name = try json.nextName() {
      switch field(name) {
      case .reason: reason = try string(.reason)
      case .reconnectAfter: reconnectAfter = try wait(.reconnectAfter)
      case .message: message = try string(.message)
      default: try json.skipValue()
      }
    }
    return .disconnecting(reason: reason, reconnectAfter: reconnectAfter, message: message)
  }
}
