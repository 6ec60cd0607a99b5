import OrderStore
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Tiles")
struct TilesPaneTests {
  private static let widths = Array(120...170) + [200, 240]

  private func rows(
    _ columns: Int, charset: Charset = .unicode, _ change: @escaping @Sendable (inout OrderCounts) -> Void
  )
    -> [[Character]]
  {
    let screen = Fixture("tiles") { change(&$0.counts) }.drawn(columns, 40, charset: charset)
    return screen.text.split(separator: "\n", omittingEmptySubsequences: false)[1...5].map { row in
      Array(row) + Array(repeating: " ", count: columns - row.count)
    }
  }

  /// Columns that belong together: between two groups there are at least `gap` empty ones.
  private func groups(_ rows: ArraySlice<[Character]>, before end: Int, gap: Int) -> Int {
    var (groups, empty) = (0, gap)
    for column in 0..<end {
      if rows.allSatisfy({ $0[column] == " " }) {
        empty += 1
      } else {
        groups += empty >= gap ? 1 : 0
        empty = 0
      }
    }
    return groups
  }

  @Test(
    "numbers of any length are told apart, and none is cut",
    arguments: [0, 7, 47, 390, 111, 999, 1_000, 9_999, 12_345, 63_000, 100_000, 987_654, 1_234_567, 987_654_321])
  func gaps(number: Int) throws {
    for charset in [Charset.unicode, .ascii] {
      for width in Self.widths {
        let rows = rows(width, charset: charset) { counts in
          counts.open = number
          counts.late = number
          counts.warning = number
          counts.other = number
          counts.created = number
          counts.pending = number
          counts.processing = number
          counts.shipped = number
          counts.cancelled = number
          counts.errorsLastHour = number
          counts.shippedLastHour = number
          counts.lateCreated = number
          counts.latePending = number
          counts.lateProcessing = number
          counts.alarms.newLate = number
          counts.alarms.acknowledged = number
        }
        let text = rows.map { String($0) }.joined(separator: "\n")
        let column = try #require(
          rows[0].indices.first { rows[0][$0...].starts(with: "HEARTBEAT") }, "\(text)")
        // The strokes of a 1 in ASCII leave as much room as there is between tiles.
        let isTold = charset == .ascii || groups(rows[1...3], before: column, gap: 3) == 7
        #expect(isTold, "\(width)\n\(text)")
        #expect(!text.contains("…") && !text.contains("~~"), "\(width)\n\(text)")
      }
    }
  }

  @Test("a number that fits is exact; of many long ones the longest are shortened")
  func shortened() {
    let exact = rows(120) { $0.shipped = 1_234 }.map { String($0) }.joined(separator: "\n")
    #expect(exact.contains("▄█  ▀▀█ ▀▀█ █ █"))
    let short = rows(120) { counts in
      counts.open = 98_765
      counts.late = 390
      counts.shipped = 1_234_567
    }
    let text = short.map { String($0) }.joined(separator: "\n")
    let four = rows(120) { counts in
      counts.open = 3_991
      counts.pending = 1_434
      counts.processing = 2_376
      counts.shipped = 8_820
    }.map { String($0) }.joined(separator: "\n")
    #expect(four.contains("▀▀█ █▀█ █▀█ ▄█ "), "\(four)")
    #expect(four.contains("█▀█ █ ▄"), "\(four)")
    #expect(text.contains("▄█    ▀▀█ █▄█"), "\(text)")
    #expect(text.contains("▀▀█ █▀█ █▀█"), "\(text)")
  }
}
