import OrderProtocol
import SavedState
import Testing

@testable import Persistence

@Suite("Orders in the form in which they are saved")
struct PackedOrderTests {
  private let orders = Checkpoint.hostile.orders

  private func packed(_ order: SavedOrder) -> [UInt8] {
    var bytes: [UInt8] = []
    order.appendFields(to: &bytes)
    return bytes
  }

  private func unpacked(_ bytes: [UInt8], of order: SavedOrder) throws -> SavedOrder {
    try bytes.withUnsafeBufferPointer { bytes in
      var read = try SavedOrder(
        id: order.id, status: order.status, statusSince: order.statusSince, lastChanged: order.lastChanged,
        fields: bytes)
      read.alarm = order.alarm
      return read
    }
  }

  @Test("every field comes back, numbers with their scale and texts by their bytes")
  func roundTrip() throws {
    for order in orders { #expect(Exact(try unpacked(packed(order), of: order)) == Exact(order)) }
    for times in [(Int64.min, Int64.max), (.max, .min), (0, .min), (-1, 1)] {
      var order = SavedOrder.numbered(1)
      order.submittedAt = Timestamp(milliseconds: times.0)
      order.firstSeen = Timestamp(milliseconds: times.0)
      order.lastChanged = Timestamp(milliseconds: times.1)
      order.total = DecimalNumber(mantissa: times.0, scale: 18)
      order.itemCount = Int(times.1)
      #expect(Exact(try unpacked(packed(order), of: order)) == Exact(order))
    }
  }

  @Test("each flag is kept by itself")
  func flags() throws {
    let flags: [WritableKeyPath<SavedOrder, Bool>] = [
      \.isTotalOutdated, \.isItemCountOutdated, \.isCut, \.isPartial,
    ]
    for flag in flags {
      var order = SavedOrder.numbered(1)
      order[keyPath: flag] = true
      let read = try unpacked(packed(order), of: order)
      #expect(flags.map { read[keyPath: $0] } == flags.map { $0 == flag })
    }
  }

  @Test("what was cut off, or goes on, is broken")
  func cut() {
    for order in orders where packed(order).count < 2000 {
      let bytes = packed(order)
      for count in 0..<bytes.count {
        #expect(throws: BrokenBytes.self) { try unpacked(Array(bytes[..<count]), of: order) }
      }
      #expect(throws: BrokenBytes.self) { try unpacked(bytes + [0], of: order) }
    }
  }

  @Test("bytes that somebody made up are read or refused, and cost no more memory than they are long")
  func madeUp() {
    var random = SeededRandom(seed: 7)
    let order = SavedOrder.numbered(3)
    let bytes = packed(order)
    var refused = 0
    for _ in 0..<20_000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        changed[Int.random(in: changed.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if (try? unpacked(changed, of: order)) == nil { refused += 1 }
    }
    #expect(refused > 1000)
    // A list of 2^62 items, fields or late items.
    for part: UInt64 in [1 << 1, 1 << 10, 1 << 11] {
      var long: [UInt8] = []
      long.append(packed: part)
      long.append(packed: UInt64(1) << 62)
      #expect(throws: BrokenBytes.self) { try unpacked(long, of: order) }
    }
    #expect(throws: BrokenBytes.self) { try unpacked([0x80, 0x80, 0x08, 0, 0, 0], of: order) }
  }
}
