import OrderProtocol
import Testing

@testable import OrderStore

@Suite("Orders by slot")
struct EntryTableTests {
  private func entry(_ number: Int) -> OrderEntry {
    OrderEntry(
      id: OrderID("order-\(number)"), status: .created, isPartial: false, at: at(0), since: at(0).wall, generation: 0)
  }

  @Test("each is where it was put, however many there are, and is changed where it stands")
  func pieces() {
    var table = EntryTable()
    #expect(table.indices.isEmpty)
    for number in 0..<1500 { table.append(entry(number)) }
    #expect(table.count == 1500 && table.indices == 0..<1500)
    #expect(table.indices.allSatisfy { table[$0]?.id == OrderID("order-\($0)") })
    for index in [0, 511, 512, 1023, 1024, 1499] {
      table[index]?.carrier = "carrier \(index)"
      table[index]?.items.append(OrderItem(itemID: "a"))
    }
    #expect(table.indices.filter { table[$0]?.carrier != nil } == [0, 511, 512, 1023, 1024, 1499])
    let before = table
    table[512] = nil
    #expect(table[512] == nil && table[511] != nil && table[513] != nil && before[512]?.carrier == "carrier 512")
    #expect(table != before)
  }

  @Test("what few orders have comes and goes; an order that had it once is as one that never had")
  func rareFields() {
    let plain = entry(1)
    var order = plain
    let changes: [(inout OrderEntry, Bool) -> Void] = [
      { $0.submittedAtText = $1 ? "noon" : nil }, { $0.trackingNumber = $1 ? "1Z" : nil },
      { $0.carrier = $1 ? "UPS" : nil }, { $0.cancellationReason = $1 ? "no" : nil },
      { $0.unknown = $1 ? [UnknownField(name: "a", json: "1")] : [] }, { $0.lateItems = $1 ? ["i"] : [] },
      { $0.weight = $1 ? 7 : 0 }, { $0.alarm = $1 ? OrderAlarm(.cancelled, since: at(0).wall) : nil },
    ]
    for change in changes {
      change(&order, true)
      #expect(order != plain)
      let kept = order
      change(&order, false)
      #expect(order == plain && kept != plain, "a copy keeps what it had")
    }
    for change in changes { change(&order, true) }
    #expect(order.submittedAtText == "noon" && order.trackingNumber == "1Z" && order.carrier == "UPS")
    #expect(order.cancellationReason == "no" && order.unknown.count == 1 && order.lateItems == ["i"])
    #expect(order.weight == 7 && order.alarm != nil)
    for change in changes { change(&order, false) }
    #expect(order == plain)
  }
}
