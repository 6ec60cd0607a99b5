/// Where an order stands. The five that the protocol names, and whatever else a server may say, kept as it is.
package enum OrderStatus: Hashable, Sendable {
  case created, pending, processing, shipped, cancelled
  case other(String)

  /// From the wire's word, e.g. `PENDING`. Exact: `pending` is another status.
  package init(_ word: String) {
    var word = word
    self = word.withUTF8 { OrderStatus(utf8: $0) }
  }

  /// From the wire's word, which is well-formed UTF-8.
  init(utf8 word: UnsafeBufferPointer<UInt8>) {
    switch word {
    case "CREATED": self = .created
    case "PENDING": self = .pending
    case "PROCESSING": self = .processing
    case "SHIPPED": self = .shipped
    case "CANCELLED": self = .cancelled
    default: self = .other(String(utf8: word))
    }
  }

  /// The wire's word.
  package var word: String {
    switch self {
    case .created: "CREATED"
    case .pending: "PENDING"
    case .processing: "PROCESSING"
    case .shipped: "SHIPPED"
    case .cancelled: "CANCELLED"
    case .other(let word): word
    }
  }

  /// Whether nobody has to do anything any more.
  package var isClosed: Bool { self == .shipped || self == .cancelled }
}
