import OrderProtocol
import SavedState
import TestSupport
import Testing

@testable import Persistence

@Suite("Pages of saved orders, and their ages")
struct OrderPageTests {
  private let orders: [SavedOrder] = {
    var orders = Checkpoint.hostile.orders + [.numbered(1), .numbered(2, status: .other("HELD"))]
    orders[0].alarm = SavedAlarm(.cancelled, .raised, since: .noon)
    return orders
  }()

  private func packed(_ order: SavedOrder) -> [UInt8] {
    var bytes: [UInt8] = []
    order.append(to: &bytes)
    return bytes
  }

  @Test("an order in a page comes back as it was, whatever it is; its head and its age say the same")
  func roundTrip() throws {
    for order in orders {
      try packed(order).withUnsafeBufferPointer { bytes in
        #expect(Exact(try SavedOrder(packed: bytes)) == Exact(order))
        let head = try OrderHead(packed: bytes)
        #expect(head.id == order.id && head.status == order.status && head.statusSince == order.statusSince)
        #expect(head.lastChanged == order.lastChanged && head.hasAlarm == (order.alarm != nil))
        #expect(head == OrderHead(order))
      }
    }
  }

  @Test("an order that was cut off, goes on, or has some other beginning is broken")
  func brokenOrders() {
    var small = SavedOrder.numbered(7, status: .other("HELD"))
    small.alarm = SavedAlarm(.late, .acknowledged, since: .noon, status: .pending)
    let whole = packed(small)
    for count in 0..<whole.count { #expect(throws: BrokenBytes.self) { try read(Array(whole[..<count])) } }
    #expect(throws: BrokenBytes.self) { try read(whole + [0]) }
    for first in UInt8.min ... .max where first != whole[0] {
      let order = try? read([first] + whole.dropFirst())
      #expect(order == nil || order?.status != small.status || order?.alarm != small.alarm)
      if first > 13 { #expect(order == nil) }
    }
  }

  private func read(_ bytes: [UInt8]) throws -> SavedOrder {
    try bytes.withUnsafeBufferPointer { try SavedOrder(packed: $0) }
  }

  @Test("a page keeps orders in their places, empty ones between them")
  func places() throws {
    var writer = OrderPageWriter()
    for _ in 0..<2 {
      writer.begin()
      for offset in 0..<OrderPage.size {
        if offset % 5 == 3 {
          packed(orders[offset % orders.count]).withUnsafeBufferPointer { writer.append($0) }
        } else {
          writer.appendNone()
        }
      }
      #expect(writer.count == 3)
      let bytes = writer.bytes
      try bytes.withUnsafeBufferPointer { bytes in
        let page = try OrderPage(bytes)
        #expect(page.count == 3)
        for offset in 0..<OrderPage.size {
          let expected = offset % 5 == 3 ? orders[offset % orders.count] : nil
          #expect(Exact(try page.order(at: offset) as Any) == Exact(expected as Any))
        }
        writer.begin()
        for offset in 0..<OrderPage.size { writer.append(page[offset]) }
        #expect(Array(bytes) == writer.bytes && writer.count == 3)
      }
    }
  }

  @Test("bytes that are no page are found out, whatever they say of their lengths")
  func brokenPages() {
    var writer = OrderPageWriter()
    writer.begin()
    for offset in 0..<OrderPage.size { packed(.numbered(offset)).withUnsafeBufferPointer { writer.append($0) } }
    let whole = writer.bytes
    func isPage(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer { (try? OrderPage($0)) != nil } }
    #expect(isPage(whole))
    for count in 0..<whole.count { #expect(!isPage(Array(whole[..<count]))) }
    #expect(!isPage(whole + [0]) && !isPage([]))
    #expect(!isPage([UInt8](repeating: 0xFF, count: 200)))
    #expect(!isPage([1] + [UInt8](repeating: 0, count: 63)))
    #expect(!isPage([UInt8](repeating: 0, count: 63)) && !isPage([UInt8](repeating: 0, count: 65)))
    #expect(isPage([UInt8](repeating: 0, count: 64)))
  }

  @Test("ages keep the time that counts: since when a status has been, or when a closed order last changed")
  func ages() throws {
    func order(_ status: OrderStatus, alarm: SavedAlarm? = nil) -> OrderAge {
      var order = SavedOrder.numbered(1, status: status)
      order.statusSince = Timestamp(milliseconds: .min)
      order.lastChanged = Timestamp(milliseconds: .max)
      order.alarm = alarm
      return OrderHead(order).age
    }
    let alarm = SavedAlarm(.cancelled, .raised, since: .noon)
    let statuses: [OrderStatus] = [.created, .pending, .processing, .other("HELD"), .shipped, .cancelled]
    let ages = statuses.map { order($0) } + [order(.cancelled, alarm: alarm), order(.pending, alarm: alarm), .none]
    #expect(ages.map(\.isOpen) == [true, true, true, true, false, false, false, true, false])
    #expect(ages.map(\.leaves) == [false, false, false, false, true, true, false, false, false])
    let named: [OrderStatus?] = [.created, .pending, .processing, nil, .shipped, .cancelled, .cancelled, .pending, nil]
    #expect(ages.map(\.status) == named)
    #expect(ages.map(\.isThere) == [true, true, true, true, true, true, true, true, false])
    #expect(ages.map(\.time.milliseconds) == [.min, .min, .min, .min, .max, .max, .max, .min, 0])
    var part = AgesPart()
    #expect(part.count == 0)
    for (index, age) in ages.enumerated() { part[index * 31] = age }
    let read = try part.bytes.withUnsafeBufferPointer { try AgesPart($0) }
    #expect(ages.indices.map { read[$0 * 31] } == ages && read.count == 8 && read[1] == .none)
    #expect(throws: Damage.self) { try part.bytes.dropLast().withUnsafeBufferPointer { try AgesPart($0) } }
    var invalid = part
    for code in UInt8.min ... .max {
      invalid[0] = OrderAge(code: code, time: .noon)
      #expect(!(invalid[0].leaves && invalid[0].isOpen))
    }
  }
}
