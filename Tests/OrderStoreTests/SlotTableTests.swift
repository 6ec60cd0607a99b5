import OrderProtocol
import Testing

@testable import OrderStore

@Suite("Slots by order id")
struct SlotTableTests {
  /// A table with its ids beside it, as the book has them in its orders.
  private struct Model {
    var table = SlotTable()
    var ids: [OrderBook.Slot: OrderID] = [:]
    var slots: [OrderID: OrderBook.Slot] = [:]
    let hash: (SlotTable, OrderID) -> SlotTable.Hash

    func slot(of id: OrderID) -> OrderBook.Slot? { table.slot(hash(table, id)) { ids[$0] == id } }

    mutating func add(_ id: OrderID) {
      guard slots[id] == nil else { return }
      var slot: OrderBook.Slot = 0
      while ids[slot] != nil { slot += 1 }
      (ids[slot], slots[id]) = (id, slot)
      table.insert(slot, hash(table, id))
    }

    mutating func remove(_ id: OrderID) {
      guard let slot = slots.removeValue(forKey: id) else { return }
      ids[slot] = nil
      table.remove(slot, hash(table, id))
    }
  }

  @Test(
    "it finds what a dictionary finds, whatever comes and goes, and however few hashes there are",
    arguments: [UInt32.max, 7, 1, 0])
  func likeADictionary(mask: UInt32) {
    var generator = SeededRandom(seed: UInt64(mask))
    var model = Model { $0.hash($1) & mask }
    let ids = (0..<60).map { OrderID(String(repeating: "x", count: $0 % 23) + String($0)) }
    for _ in 0..<4000 {
      let id = ids[Int.random(in: ids.indices, using: &generator)]
      if Bool.random(using: &generator) { model.add(id) } else { model.remove(id) }
      #expect(model.table.count == model.slots.count)
      let isRight = ids.allSatisfy { model.slot(of: $0) == model.slots[$0] }
      guard isRight else {
        Issue.record("an id is not found where it is, or found where it is not")
        return
      }
    }
  }

  @Test("it grows, and shrinks to nothing") func growth() {
    var model = Model { $0.hash($1) }
    let ids = (0..<10_000).map { OrderID("order-\($0)") }
    for id in ids { model.add(id) }
    #expect(ids.allSatisfy { model.slot(of: $0) == model.slots[$0] } && model.table.count == 10_000)
    #expect(model.slot(of: OrderID("order-10000")) == nil)
    for id in ids.dropLast() { model.remove(id) }
    #expect(model.slot(of: ids[9999]) == 9999 && model.slot(of: ids[0]) == nil)
    model.remove(ids[9999])
    #expect(model.table == SlotTable())
  }

  @Test("the last place and the first are neighbours") func wrapping() {
    var model = Model { _, id in id.rawValue.utf8.count > 1 ? 0 : 15 }
    for id in ["a", "b", "cc", "d", "ee"] { model.add(OrderID(id)) }
    model.remove(OrderID("a"))
    #expect(["b", "cc", "d", "ee"].allSatisfy { model.slot(of: OrderID($0)) == model.slots[OrderID($0)] })
    model.remove(OrderID("cc"))
    model.remove(OrderID("d"))
    #expect(["b", "ee"].allSatisfy { model.slot(of: OrderID($0)) == model.slots[OrderID($0)] })
    #expect(["a", "cc", "d"].allSatisfy { model.slot(of: OrderID($0)) == nil })
  }

  @Test("every byte of an id counts, and how many there are")
  func hashes() {
    let table = SlotTable()
    for length in 0...70 {
      let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: length)
      let hash = table.hash(OrderID(String(decoding: bytes, as: UTF8.self)))
      #expect(hash == table.hash(OrderID(String(decoding: bytes, as: UTF8.self))))
      #expect(hash != table.hash(OrderID(String(decoding: bytes + [UInt8(ascii: "a")], as: UTF8.self))))
      for index in bytes.indices {
        var changed = bytes
        changed[index] ^= 1
        #expect(hash != table.hash(OrderID(String(decoding: changed, as: UTF8.self))), "byte \(index) of \(length)")
      }
    }
  }

  @Test("hashes of ids that are alike differ in their low bits, by which places are found")
  func spread() {
    let table = SlotTable()
    let hashes = (0..<4096).map { table.hash(OrderID("order-\(String(repeating: "0", count: 3))\($0)")) & 4095 }
    // At random, 63 % of the places are taken.
    #expect(Set(hashes).count > 4096 / 2)
  }

  @Test("no two tables have the same hashes: nobody can know which ids collide") func seeds() {
    let id = OrderID("order-1")
    let hashes = Set((0..<20).map { _ in SlotTable().hash(id) })
    #expect(hashes.count > 1)
  }

  @Test("ids that are one for Unicode are two") func bytes() {
    var book = OrderBook()
    let ids = [OrderID("caf\u{E9}"), OrderID("cafe\u{301}")]
    for id in ids {
      book.add(OrderEntry(id: id, status: .created, isPartial: false, at: at(0), since: at(0).wall, generation: 0))
    }
    #expect(book.count == 2 && book.slot(of: ids[0]) == 0 && book.slot(of: ids[1]) == 1)
  }
}
