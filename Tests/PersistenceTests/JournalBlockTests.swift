import OrderProtocol
import SavedState
import Testing

@testable import Persistence

@Suite("Events in the form in which they are saved")
struct JournalBlockTests {
  private func record(_ number: Int, order: String? = nil, data: String = "{}") -> JournalRecord {
    JournalRecord(
      eventID: "\(number)", type: number % 3 == 0 ? "order-updated" : "heartbeat", orderID: order.map { OrderID($0) },
      receivedAt: Timestamp(milliseconds: Int64(number) * 7), eventTime: number % 2 == 0 ? .noon : nil, data: data)
  }

  @Test("every event comes back, whatever its texts and times")
  func roundTrip() {
    let texts = ["", "a", "caf\u{e9}", "\u{0}\u{1b}[2J", String(repeating: "€", count: 70_000), "x"]
    let times = [Int64.min, -1, 0, 1, 1_795_490_822_595, .max]
    let records = zip(texts, times).flatMap { text, time in
      [nil, Timestamp(milliseconds: time), Timestamp(milliseconds: 0 &- time)].map { eventTime in
        JournalRecord(
          eventID: text, type: text, orderID: text.isEmpty ? nil : OrderID(text),
          receivedAt: Timestamp(milliseconds: time), eventTime: eventTime, data: text)
      }
    }
    #expect(JournalBatch(records).records == records)
  }

  @Test("blocks are closed when they have enough events, or enough bytes")
  func blocks() {
    #expect(JournalBatch((0..<600).map { record($0) }).blocks.map(\.count) == [256, 256, 88])
    let large = JournalBatch((0..<3).map { record($0, data: String(repeating: "x", count: 40_000)) })
    #expect(large.blocks.map(\.count) == [2, 1])
    #expect(large.count == 3 && large.eventBytes == large.blocks.reduce(0) { $0 + $1.eventBytes })
  }

  @Test("what came later is appended, and its times stay")
  func appended() {
    var batch = JournalBatch([record(1), record(2)])
    batch.append(contentsOf: JournalBatch([record(3)]))
    batch.append(record(4))
    #expect(batch.records == (1...4).map { record($0) })
    #expect(batch.count == 4 && batch.eventBytes == JournalBatch(batch.records).eventBytes)
  }

  @Test("the oldest go as whole blocks: as many events as are wanted stay, and no more bytes than may")
  func dropped() {
    let records = (0..<1000).map { record($0) }
    var batch = JournalBatch(records)
    batch.dropOldest(beyond: 500, bytes: .max)
    #expect(batch.records == Array(records[256...]))
    batch.dropOldest(beyond: 488, bytes: .max)
    #expect(batch.records == Array(records[512...]))
    batch.dropOldest(beyond: 1000, bytes: batch.eventBytes - 1)
    #expect(batch.records == Array(records[768...]))
    batch.dropOldest(beyond: 0, bytes: .max)
    #expect(batch.isEmpty && batch.eventBytes == 0)
  }

  @Test("the past of an order is found in it as it is in records")
  func timeline() {
    let mark = JournalRecord(eventID: "9", type: "replay-start", receivedAt: .noon, data: "{}")
    var records = (0..<700).map { record($0, order: ["a", "b", "ab"][$0 % 3]) }
    records.insert(mark, at: 300)
    for (id, limit) in [("a", 1000), ("ab", 300), ("b", 1), ("c", 10)] {
      let expected = OrderPast(of: OrderID(id), in: records, limit: limit).records
      #expect(JournalBatch(records).timeline(of: OrderID(id), limit: limit) == expected)
    }
  }

  @Test("bytes that are no block are told, wherever they are cut and whatever is changed")
  func broken() {
    let bytes = JournalBatch((0..<4).map { record($0, order: "order-\($0)") }).blocks[0].bytes
    for end in bytes.indices {
      let count = count(Array(bytes[..<end]))
      #expect(count.map { $0 < 4 } ?? true)
    }
    for index in bytes.indices {
      for byte in [0, 0x7F, 0x80, 0xFF] as [UInt8] {
        var changed = bytes
        changed[index] = byte
        _ = count(changed)
      }
    }
    #expect(count(Array(repeating: 0xFF, count: 40)) == nil)
    #expect(count([]) == 0)
  }

  /// How many events there are; `nil` when the bytes are broken.
  private func count(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var reader = JournalBlockReader(bytes)
      var count = 0
      do {
        while try reader.next() != nil { count += 1 }
      } catch {
        return nil
      }
      return count
    }
  }
}
