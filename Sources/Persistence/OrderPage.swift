import OrderProtocol
import SavedState

/// Orders that are saved together, as the bytes of one row: a row an order would cost many times as much.
///
/// First, for each of the page's places, how many bytes its order has, 0 where there is none: numbers of four bytes, the
/// lowest first. Then the orders, in turn. Each order is its status, with a bit that says whether it has an alarm; its id; the status' word where the protocol has
/// none; since when it has it; when it last changed, counted from there; the alarm, as JSON; and all other fields, see
/// ``SavedOrder/appendFields(to:)``. Numbers and texts are packed, times are milliseconds since 1970.
struct OrderPage {
  /// How many places a page has.
  static let size = 16

  /// No file of ours comes near so many pages; places stay small numbers.
  static let limit: Int64 = 1 << 26

  fileprivate static let headSize = size * MemoryLayout<UInt32>.size

  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where the order of each place begins, and where the last one ends.
  private var bounds: [Int] = []

  /// - Parameter bytes: have to outlive the page. They may be damaged or made up.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Damage) {
    self.bytes = bytes
    guard bytes.count >= Self.headSize else { throw Self.damage }
    bounds.reserveCapacity(Self.size + 1)
    var end = Self.headSize
    bounds.append(end)
    let head = UnsafeRawBufferPointer(bytes)
    for place in 0..<Self.size {
      end += Int(UInt32(littleEndian: head.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self)))
      bounds.append(end)
    }
    guard end == bytes.count else { throw Self.damage }
  }

  static var damage: Damage { Damage("a broken page of orders") }

  /// How many orders there are.
  var count: Int { (0..<Self.size).count { bounds[$0] < bounds[$0 + 1] } }

  /// The bytes of the order at an offset, of which there are none where there is no order.
  subscript(offset: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[bounds[offset]..<bounds[offset + 1]])
  }

  /// The order at an offset; `nil` where there is none.
  func order(at offset: Int) throws(Damage) -> SavedOrder? {
    let bytes = self[offset]
    guard !bytes.isEmpty else { return nil }
    guard let order = try? SavedOrder(inPage: bytes) else { throw Self.damage }
    return order
  }
}

/// Puts the bytes of pages together, one page after the other. In one piece: an order may have many megabytes.
struct OrderPageWriter {
  /// Those of the page, as soon as it has all its places.
  private(set) var bytes: [UInt8] = []
  private var place = 0
  /// How many orders the page has.
  private(set) var count = 0

  /// Begins a new page.
  mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: repeatElement(0, count: OrderPage.headSize))
    place = 0
    count = 0
  }

  /// The next place has no order.
  mutating func appendNone() { place += 1 }

  /// Adds the order of the next place as it was; of no bytes: there is none.
  mutating func append(_ order: UnsafeBufferPointer<UInt8>) { append { $0.append(contentsOf: order) } }

  /// Adds the order of the next place.
  mutating func append(_ order: SavedOrder) { append { order.append(toPage: &$0) } }

  private mutating func append(_ write: (inout [UInt8]) -> Void) {
    let start = bytes.count
    write(&bytes)
    let size = bytes.count - start
    if size > 0 { count += 1 }
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: UInt32(truncatingIfNeeded: size).littleEndian, toByteOffset: place * 4, as: UInt32.self)
    }
    place += 1
  }
}

extension OrderStatus {
  /// A number for those that the protocol names, 0 for all others.
  var number: UInt8 {
    switch self {
    case .created: 1
    case .pending: 2
    case .processing: 3
    case .shipped: 4
    case .cancelled: 5
    case .other: 0
    }
  }

  /// `nil`: none that the protocol names.
  init?(number: UInt8) {
    switch number {
    case 1: self = .created
    case 2: self = .pending
    case 3: self = .processing
    case 4: self = .shipped
    case 5: self = .cancelled
    default: return nil
    }
  }
}

extension SavedOrder {
  func append(toPage bytes: inout [UInt8]) {
    bytes.append(status.number | (alarm == nil ? 0 : OrderHead.alarmBit))
    bytes.append(packed: id.rawValue)
    if case .other(let word) = status { bytes.append(packed: word) }
    bytes.append(packed: statusSince.milliseconds)
    bytes.append(packed: lastChanged.milliseconds &- statusSince.milliseconds)
    if let alarm { bytes.append(packed: JSONValue(alarm).description) }
    appendFields(to: &bytes)
  }

  /// An order that ``append(toPage:)`` has packed.
  init(inPage bytes: UnsafeBufferPointer<UInt8>) throws(BrokenBytes) {
    var head = try OrderHead(bytes)
    let alarm = head.hasAlarm ? try head.readAlarm() : nil
    try self.init(
      id: head.id, status: head.status, statusSince: head.statusSince, lastChanged: head.lastChanged,
      fields: head.reader.rest)
    self.alarm = alarm
  }
}

/// What stands at the beginning of an order in a page: whose it is, and how old it is.
struct OrderHead {
  fileprivate static let alarmBit: UInt8 = 1 << 3

  let id: OrderID
  let status: OrderStatus
  let statusSince: Timestamp
  let lastChanged: Timestamp
  let hasAlarm: Bool
  /// Behind all that.
  fileprivate var reader: PackedReader

  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(BrokenBytes) {
    reader = PackedReader(bytes)
    let first = try reader.byte()
    hasAlarm = first & Self.alarmBit != 0
    id = OrderID(try reader.text())
    let number = first & ~Self.alarmBit
    if let known = OrderStatus(number: number) {
      status = known
    } else {
      guard number == 0 else { throw BrokenBytes() }
      status = OrderStatus(try reader.text())
    }
    statusSince = Timestamp(milliseconds: try reader.signedNumber())
    lastChanged = Timestamp(milliseconds: statusSince.milliseconds &+ (try reader.signedNumber()))
  }

  fileprivate mutating func readAlarm() throws(BrokenBytes) -> SavedAlarm {
    guard let alarm = JSONValue(try reader.text()).flatMap({ SavedAlarm($0) }) else { throw BrokenBytes() }
    return alarm
  }
}
