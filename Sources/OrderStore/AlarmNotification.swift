package import OrderProtocol

/// Something that somebody wants to be told of; what happened in a flood is told as one.
package struct AlarmNotification: Equatable, Sendable {
  package var event: AlarmSettings.Event
  /// How often it happened.
  package var count = 1
  /// The order that it happened to, and its status then; of several, the first one's. `nil`: it is about no order.
  package var orderID: OrderID?
  package var status: OrderStatus?
  /// What the first one was, in one sentence without a final stop.
  package var sentence: String

  package init(
    _ event: AlarmSettings.Event, orderID: OrderID? = nil, status: OrderStatus? = nil, sentence: String
  ) {
    self.event = event
    self.orderID = orderID
    self.status = status
    self.sentence = sentence
  }

  /// All of it in one sentence.
  package var text: String {
    guard count > 1 else { return sentence }
    return switch event {
    case .late: "\(count) orders late"
    case .cancelled: "\(count) orders cancelled"
    case .shipped: "\(count) orders shipped"
    case .error: "\(count) errors, the first: \(sentence)"
    case .gap: "\(count) gaps in the history, the first: \(sentence)"
    case .stale: "\(count) times no word of the stream, the first: \(sentence)"
    }
  }

  /// Of the same event, later: told together.
  package mutating func add(_ later: AlarmNotification) { count += later.count }
}
