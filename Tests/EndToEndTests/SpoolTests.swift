import Glibc
import TestSupport
import Testing

@testable import ordertop

@Suite("Spool")
struct SpoolTests {
  private func contents(of spool: Spool) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    try await spool.forEachPortion { bytes += $0 }
    return bytes
  }

  @Test("gives back what it was given, from memory or from a file", arguments: [0, 1, 1_000, 1_000_000, 100_000_000])
  func roundTrip(memoryLimit: Int) async throws {
    let spool = Spool(memoryLimit: memoryLimit)
    var expected: [UInt8] = []
    for number in 0..<40 {
      let portion = [UInt8](repeating: UInt8(number), count: number * 1_003)
      try spool.append(portion)
      expected += portion
    }
    #expect(try await contents(of: spool) == expected)
    #expect(try await contents(of: spool) == expected)
  }

  @Test("nothing is nothing")
  func empty() async throws {
    #expect(try await contents(of: Spool(memoryLimit: 0)).isEmpty)
  }
}
