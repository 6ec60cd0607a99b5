@testable import OrderProtocol

/// Any event that the protocol can say.
struct RandomOrderEvent {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  mutating func next() -> OrderEvent {
    switch Int.random(in: 0..<14, using: &random) {
    case 0: .created(patch())
    case 1: .updated(patch())
    case 2: .submitted(patch())
    case 3: .shipped(patch())
    case 4: .cancelled(patch())
    case 5: .itemAdded(OrderID(word()), item(), timestamp: maybe { $0.timestamp() })
    case 6: .itemRemoved(OrderID(word()), itemID: word(), timestamp: maybe { $0.timestamp() })
    case 7:
      .connected(
        streamID: maybe { $0.word() }, timestamp: maybe { $0.timestamp() }, filters: unknown(),
        isReplayUnavailable: Bool.random(using: &random))
    case 8: .heartbeat(timestamp: maybe { $0.timestamp() }, connectionAge: maybe { $0.duration() })
    case 9: .replayStarted(missedEvents: maybe { $0.count() }, replayingFrom: maybe { $0.word() })
    case 10: .replayCompleted(replayedEvents: maybe { $0.count() }, isResumingLiveStream: maybe { $0.count() > 500 })
    case 11:
      .replayFailed(
        reason: maybe { $0.word() }, oldestAvailable: maybe { $0.word() }, requestedID: maybe { $0.word() })
    case 12:
      .fault(
        StreamFault(
          code: word(), message: word(), isRecoverable: Bool.random(using: &random), retryAfter: maybe { $0.duration() }
        ))
    default:
      .disconnecting(
        reason: maybe { $0.word() }, reconnectAfter: maybe { $0.duration() }, message: maybe { $0.word() })
    }
  }

  private mutating func patch() -> OrderPatch {
    OrderPatch(
      orderID: OrderID(word()), customerID: maybe { $0.word() }, status: maybe { OrderStatus($0.word()) },
      items: maybe { generator in (0..<generator.count() % 4).map { _ in generator.item() } },
      total: maybe { $0.decimal() }, itemCount: maybe { $0.count() }, submittedAt: maybe { $0.timestamp() },
      assignedTo: maybe { $0.word() }, trackingNumber: maybe { $0.word() }, carrier: maybe { $0.word() },
      cancellationReason: maybe { $0.word() }, timestamp: maybe { $0.timestamp() }, unknown: unknown())
  }

  private mutating func item() -> OrderItem {
    OrderItem(
      itemID: word(), name: maybe { $0.word() }, quantity: maybe { $0.decimal() }, price: maybe { $0.decimal() },
      unknown: unknown())
  }

  private mutating func unknown() -> [UnknownField] {
    let values = ["null", "true", "-1.50e3", #""\u0041\"""#, "[1, {}]", #"{ "a" : [ ] }"#]
    return (0..<count() % 3).map { UnknownField(name: "x\($0)\(word())", json: values[count() % values.count]) }
  }

  private mutating func word() -> String {
    let letters: [Unicode.Scalar] = [
      "a", "Z", "7", "-", "\"", "\\", "\n", "\u{0}", "é", "\u{301}", "😀", "\u{FFFD}", " ",
    ]
    var word = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 1...12, using: &random) { word.append(letters.randomElement(using: &random) ?? "a") }
    return String(word)
  }

  private mutating func decimal() -> DecimalNumber {
    DecimalNumber(mantissa: .random(in: .min ... .max, using: &random), scale: .random(in: 0...18, using: &random))
  }

  private mutating func count() -> Int { .random(in: 0...1_000, using: &random) }

  private mutating func timestamp() -> Timestamp {
    let bounds = Timestamp.earliest.milliseconds...Timestamp.latest.milliseconds
    return Timestamp(milliseconds: .random(in: bounds, using: &random))
  }

  private mutating func duration() -> Duration {
    .milliseconds(Int.random(in: 0...1_000_000_000, using: &random))
  }

  private mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? {
    Bool.random(using: &random) ? make(&self) : nil
  }
}
