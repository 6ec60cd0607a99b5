import EventStream
import OrderProtocol

/// Random numbers that are the same in every run.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}

/// Lives of a few orders, mixed with what else a stream may bring.
struct RandomStream {
  /// An event, and what it means; `nil` where it means nothing for any order.
  struct Sample {
    var event: ServerSentEvent
    var meaning: OrderEvent?
  }

  private static let orders = (0..<9).map { "o\($0)" } + ["caf\u{e9}", "cafe\u{301}"]
  private static let items = ["i1", "i2", "i3", "\u{e9}", "e\u{301}"]
  private static let times = [
    "2024-07-15T13:50:00Z", "2024-07-15T13:50:00.250Z", "2024-07-15t15:50:00.2501+02:00", "2024-07-15T13:50:00.000Z",
  ]

  private var random: SeededRandom
  private var count = 0

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  /// So many samples with ids that tell nothing of their order.
  static func samples(_ count: Int, seed: UInt64) -> [Sample] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in stream.next() }
  }

  private mutating func next() -> Sample {
    count += 1
    let id = "\(count &* 7919 % 100_003)-\(count % 3)"
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<6:
      return Sample(event: ServerSentEvent(.heartbeat(timestamp: time().time, connectionAge: nil), lastEventID: id))
    case 6..<9: return Sample(event: ServerSentEvent(lastEventID: id, type: "order-updated", data: "broken"))
    case 9..<11:
      return Sample(event: ServerSentEvent(lastEventID: id, type: "error", data: #"{"code":"E","message":"m"}"#))
    case 11: return Sample(event: ServerSentEvent(lastEventID: id, type: "replay-failed", data: "{}"))
    default:
      let event = orderEvent()
      return Sample(event: ServerSentEvent(event, lastEventID: id), meaning: event)
    }
  }

  private mutating func orderEvent() -> OrderEvent {
    let id = OrderID(pick(Self.orders))
    switch Int.random(in: 0..<13, using: &random) {
    case 0, 1:
      let items = maybe { stream in (0..<3).map { _ in stream.item() } }
      return .created(patch(id, items: items))
    case 2, 3, 4: return .updated(patch(id))
    case 5, 6, 7: return .itemAdded(id, item(), timestamp: maybe { $0.time().time })
    case 8: return .itemRemoved(id, itemID: pick(Self.items), timestamp: maybe { $0.time().time })
    case 9: return .submitted(patch(id))
    case 10, 11: return .shipped(patch(id))
    default: return .cancelled(patch(id))
    }
  }

  /// - Parameter items: `nil`: at random, and rarely any.
  private mutating func patch(_ id: OrderID, items: [OrderItem]?? = nil) -> OrderPatch {
    let submitted = maybe { $0.time() }
    return OrderPatch(
      orderID: id, customerID: maybe { $0.pick(["c1", "c2"]) },
      status: rarely { OrderStatus($0.pick(["PENDING", "PROCESSING", "ON_HOLD"])) },
      items: items ?? rarely { [$0.item()] }, total: maybe { $0.number() },
      itemCount: maybe { .random(in: 0...5, using: &$0.random) },
      submittedAt: submitted?.time, submittedAtText: submitted?.text, assignedTo: rarely { $0.pick(["w1", "w2"]) },
      trackingNumber: rarely { $0.pick(["t1", "t2"]) }, carrier: rarely { $0.pick(["UPS", "DHL"]) },
      cancellationReason: rarely { $0.pick(["late", "lost"]) }, timestamp: rarely { $0.time().time },
      unknown: rarely { [UnknownField(name: $0.pick(["x", "y"]), json: $0.pick(["1", "\"a\""]))] } ?? [])
  }

  private mutating func item() -> OrderItem {
    OrderItem(
      itemID: pick(Self.items), name: maybe { $0.pick(["Widget", "Gadget"]) }, quantity: number(), price: number())
  }

  private mutating func number() -> DecimalNumber {
    DecimalNumber(mantissa: .random(in: 0...9999, using: &random), scale: .random(in: 0...2, using: &random))
  }

  /// A time, and how it is written if that is not as usual.
  private mutating func time() -> (time: Timestamp, text: String?) {
    let text = pick(Self.times)
    let time = Timestamp(text) ?? Timestamp(milliseconds: 0)
    return (time, text == time.iso8601 ? nil : text)
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &random)]
  }

  private mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? {
    Bool.random(using: &random) ? make(&self) : nil
  }

  private mutating func rarely<Value>(_ make: (inout Self) -> Value) -> Value? {
    Int.random(in: 0..<4, using: &random) == 0 ? make(&self) : nil
  }
}
