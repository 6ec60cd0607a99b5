import OrderProtocol
import SavedState
import TestSupport
import Testing

@testable import OrderStore

@Suite("Orders that have yet to be saved, packed while a flood goes on")
struct UnsavedOrdersTests {
  private struct Bench {
    var entries = EntryTable()
    var unsaved: UnsavedOrders
    var changed: Set<Int> = []

    init(newest: Int) { unsaved = UnsavedOrders(newest: newest) }

    mutating func add() {
      entries.append(
        OrderEntry(
          id: OrderID("o-\(entries.count)"), status: .created, isPartial: false, at: at(0), since: at(0).wall,
          generation: 0))
      note(entries.count - 1)
    }

    /// - Parameter text: in bytes.
    mutating func change(_ slot: Int, number: Int, text: Int) {
      _ = entries.change(at: slot) { entry in
        entry.lastEventID = "\(number)"
        entry.customerID = String(repeating: "c", count: text)
      }
      note(slot)
    }

    private mutating func note(_ slot: Int) {
      unsaved.insert(OrderBook.Slot(slot))
      changed.insert(slot)
    }

    /// What is taken, and what should be.
    mutating func take(all: Bool) -> (taken: [SavedOrder], expected: [SavedOrder]) {
      let slots = all ? Array(entries.indices) : changed.sorted()
      let expected = slots.compactMap { entries[$0]?.saved(at: at(0)) }
      changed = []
      return (unsaved.take(of: entries, all: all, at: at(0)).orders, expected)
    }
  }

  @Test("each order that has changed is taken once, and as it is then", arguments: 1...20)
  func anyOrder(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var bench = Bench(newest: .random(in: 0...12, using: &random))
    var early = 0
    for number in 1...600 {
      switch Int.random(in: 0..<40, using: &random) {
      case 0:
        early += bench.changed.count - bench.unsaved.remainder
        #expect((0...bench.changed.count).contains(bench.unsaved.remainder))
        let (taken, expected) = bench.take(all: .random(in: 0..<4, using: &random) == 0)
        let sorted = taken.sorted { $0.id < $1.id }
        #expect(sorted == expected.sorted { $0.id < $1.id })
        #expect(bench.unsaved.isEmpty && bench.unsaved.remainder == 0)
      case 1..<10: bench.add()
      case 10..<14: bench.unsaved.packOldest(of: bench.entries, at: at(0))
      default:
        guard let slot = bench.entries.indices.randomElement(using: &random) else { continue }
        // Now and then one that has very much.
        bench.change(slot, number: number, text: number % 50 == 0 ? 300_000 : number % 5)
      }
      #expect(bench.changed.allSatisfy { bench.unsaved.contains(OrderBook.Slot($0)) })
    }
    #expect(early > 0, "nothing was packed before it was taken")
  }

  @Test("those that came last are not packed early, and what changes again is packed again")
  func remainder() {
    var bench = Bench(newest: 3)
    for _ in 0..<10 { bench.add() }
    #expect(bench.unsaved.remainder == 10)
    bench.unsaved.packOldest(of: bench.entries, at: at(0))
    #expect(bench.unsaved.remainder == 3)
    bench.change(2, number: 1, text: 1)
    bench.change(2, number: 2, text: 1)
    bench.change(9, number: 3, text: 1)
    #expect(bench.unsaved.remainder == 4)
    bench.unsaved.packOldest(of: bench.entries, at: at(0))
    #expect(bench.unsaved.remainder == 4)
    let taken = bench.take(all: false).taken
    #expect(taken.count == 10 && taken.first { $0.id == OrderID("o-2") }?.lastEventID == "2")
  }
}
