import Testing

@testable import OrderStore

@Suite("Sets of slots")
struct SlotSetTests {
  @Test("few or many, they are read as they are in the set", arguments: [1, 5, 6, 60, 100])
  func reading(count: Int) {
    var random = SeededRandom(seed: UInt64(count))
    let slots = (0..<100).map { OrderBook.Slot($0) }.shuffled(using: &random)
    var set = SlotSet()
    set.formUnion(slots)
    set.removeAll()
    #expect(set.isEmpty && set.readingList.isEmpty)
    set.formUnion(Array(slots.prefix(count)))
    set.insert(slots[0])
    #expect(set.list == Array(slots.prefix(count)))
    #expect(set.readingList.sorted() == set.list.sorted())
    #expect(count < 60 || set.readingList == set.list.sorted())
  }
}
