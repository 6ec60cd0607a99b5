import SavedState

/// Orders that are saved together, as the bytes of one row: a row an order would cost many times as much.
///
/// First, for each of the page's places, how many bytes its order has, 0 where there is none: numbers of four bytes, the
/// lowest first. Then the orders, in turn; see ``SavedOrder/append(to:)``.
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
    guard let order = try? SavedOrder(packed: bytes) else { throw Self.damage }
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

  /// Adds the order of the next place; of no bytes: there is none.
  mutating func append(_ order: UnsafeBufferPointer<UInt8>) { append { $0.append(contentsOf: order) } }

  /// Adds the order of the next place, which is one of those to be saved.
  mutating func append(_ index: Int, of orders: PackedOrders) { append { orders.append(index, to: &$0) } }

  private mutating func append(_ write: (inout [UInt8]) -> Void) {
    let start = bytes.count
    write(&bytes)
    if bytes.count > start { count += 1 }
    let size = UInt32(truncatingIfNeeded: bytes.count - start).littleEndian
    bytes.withUnsafeMutableBytes { $0.storeBytes(of: size, toByteOffset: place * 4, as: UInt32.self) }
    place += 1
  }
}
