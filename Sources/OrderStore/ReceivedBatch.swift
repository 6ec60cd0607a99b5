package import EventStream
import OrderProtocol

/// What one event of the stream is, apart from its texts.
struct ReceivedEvent: BitwiseCopyable, Equatable, Sendable {
  /// The type, if it is one of those about orders.
  let type: OrderEventType?
  /// Whether it is about an order, or would be if it could be read.
  let isOrderEvent: Bool
  /// Where what it says stands in the batch's patches, or where it is about an item in its changes; `nil`: nothing that can
  /// be used.
  let subject: Int32?
  /// `nil` unless it is about an order and there is an event id.
  let fingerprint: Fingerprint?

  /// Whether its subject is a change of an item.
  fileprivate var isAboutItem: Bool {
    switch type {
    case .itemAdded, .itemRemoved: true
    default: false
    }
  }
}

/// Everything one chunk of the stream completed, decoded.
///
/// Nothing in it has a place in memory of its own that would have to be asked for and given back for each event: texts and
/// fields stay where the chunk had them.
package struct ReceivedBatch: Equatable, Sendable {
  private let texts: DispatchedEvents
  let events: [ReceivedEvent]
  private let lists: PayloadLists
  /// Those of the events that are not about orders, by their index.
  private let controls: [Int: OrderEvent]
  /// What was wrong with events, by their index.
  private let problems: [Int: String]
  let oversized: [OversizedEvent]
  /// The position after the chunk.
  let lastEventID: String
  /// Whether there is more than heartbeats.
  let isNews: Bool

  package init(_ batch: EventBatch) {
    var events: [ReceivedEvent] = []
    events.reserveCapacity(batch.events.count)
    var lists = PayloadLists()
    var controls: [Int: OrderEvent] = [:]
    var problems: [Int: String] = [:]
    var isNews = !batch.oversized.isEmpty
    batch.events.withTexts { texts in
      for index in 0..<texts.count {
        let name = texts.type(index)
        let type = OrderEventType(name)
        var isOrderEvent = type?.isAboutOrder ?? name.starts(with: "order-".utf8)
        var subject: Int32?
        if let type {
          let reading = PayloadReading(type, texts.data(index), into: &lists)
          if let problem = reading.problem { problems[index] = problem }
          if let control = reading.control {
            controls[index] = control
            isOrderEvent = false
          } else if reading.isUsable {
            let isAboutItem = type == .itemAdded || type == .itemRemoved
            subject = Int32(isAboutItem ? lists.changes.count : lists.patches.count) - 1
          }
        } else {
          controls[index] = .unknown(type: String(utf8: name))
        }
        isNews = isNews || type != .heartbeat
        let isTold = isOrderEvent && !texts.lastEventID(index).isEmpty
        events.append(
          ReceivedEvent(
            type: isOrderEvent ? type : nil, isOrderEvent: isOrderEvent, subject: subject,
            fingerprint: isTold ? Fingerprint(texts.lastEventID(index), name, texts.data(index)) : nil))
      }
    }
    texts = batch.events
    oversized = batch.oversized
    lastEventID = batch.lastEventID
    self.events = events
    self.lists = lists
    self.controls = controls
    self.problems = problems
    self.isNews = isNews
  }

  /// How many events there are.
  package var count: Int { events.count }

  /// The type of an event.
  func type(_ index: Int) -> String { texts.withTexts { String(utf8: $0.type(index)) } }

  func control(_ index: Int) -> OrderEvent? { controls.isEmpty ? nil : controls[index] }

  func problem(_ index: Int) -> String? { problems.isEmpty ? nil : problems[index] }

  /// Hands over the events where they lie.
  func withEvents<Value>(_ body: (EventsInBatch) throws -> Value) rethrows -> Value {
    try texts.withTexts { texts in
      try events.withUnsafeBufferPointer { events in
        try lists.patches.withUnsafeBufferPointer { patches in
          try lists.changes.withUnsafeBufferPointer { changes in
            try lists.items.withUnsafeBufferPointer { items in
              try lists.unknown.withUnsafeBufferPointer { unknown in
                try lists.apart.withUnsafeBufferPointer { apart in
                  try body(
                    EventsInBatch(
                      texts: texts, events: events, patches: patches, changes: changes, items: items,
                      unknown: unknown, apart: apart))
                }
              }
            }
          }
        }
      }
    }
  }
}

/// The events of a batch where they lie, for as long as ``ReceivedBatch/withEvents(_:)`` lasts.
struct EventsInBatch: BitwiseCopyable {
  fileprivate let texts: DispatchedEvents.Texts
  fileprivate let events: UnsafeBufferPointer<ReceivedEvent>
  fileprivate let patches: UnsafeBufferPointer<PatchFields>
  fileprivate let changes: UnsafeBufferPointer<ItemChange>
  fileprivate let items: UnsafeBufferPointer<ItemFields>
  fileprivate let unknown: UnsafeBufferPointer<UnknownText>
  fileprivate let apart: UnsafeBufferPointer<UInt8>

  var count: Int { events.count }

  subscript(index: Int) -> EventInBatch { EventInBatch(batch: self, index: index) }
}

/// One event where it lies.
struct EventInBatch: BitwiseCopyable {
  private let batch: EventsInBatch
  let index: Int

  fileprivate init(batch: EventsInBatch, index: Int) {
    self.batch = batch
    self.index = index
  }

  var received: ReceivedEvent { batch.events[index] }
  /// The last event ID at its dispatch.
  var lastEventID: UnsafeBufferPointer<UInt8> { batch.texts.lastEventID(index) }
  var type: UnsafeBufferPointer<UInt8> { batch.texts.type(index) }
  /// The payload, exactly as it was received.
  var data: UnsafeBufferPointer<UInt8> { batch.texts.data(index) }

  var view: PayloadView { PayloadView(bytes: bytes, items: batch.items, unknown: batch.unknown) }

  private var bytes: PayloadBytes { PayloadBytes(payload: data, apart: batch.apart) }

  /// - Precondition: it is about an order as a whole, and has a subject.
  func patch(_ subject: Int32) -> PatchFields { batch.patches[Int(subject)] }

  /// - Precondition: it is about an item, and has a subject.
  func change(_ subject: Int32) -> ItemChange { batch.changes[Int(subject)] }

  /// The id of the order that it is about; empty where it cannot be used, or is not about one.
  var orderID: UnsafeBufferPointer<UInt8> {
    guard let subject = received.subject else { return UnsafeBufferPointer(start: nil, count: 0) }
    return bytes[received.isAboutItem ? change(subject).orderID : patch(subject).orderID]
  }

  /// The id of the order that it is about, and when the server says it happened; `nil` where it cannot be used, or is not
  /// about an order.
  var order: (id: UnsafeBufferPointer<UInt8>, time: Timestamp?)? {
    guard let subject = received.subject else { return nil }
    if received.isAboutItem { return (orderID, change(subject).timestamp) }
    let patch = patch(subject)
    guard patch.timestamp == nil, case .submitted = received.type else { return (orderID, patch.timestamp) }
    return (orderID, patch.submittedAt)
  }
}
