import Testing

@testable import Persistence

@Suite struct RowHashTests {
  private func hash(_ add: (inout RowHash) -> Void) -> Int64 {
    var hash = RowHash()
    add(&hash)
    return hash.value
  }

  private func hash(_ bytes: [UInt8]) -> Int64 { hash { hash in bytes.withUnsafeBytes { hash.add($0) } } }

  @Test("one wrong bit in a text of any length changes it")
  func bits() {
    for count in 0..<40 {
      let bytes = (0..<count).map { UInt8($0) }
      var seen = [hash(bytes)]
      for index in bytes.indices {
        for bit in 0..<8 {
          var changed = bytes
          changed[index] ^= 1 << UInt8(bit)
          seen.append(hash(changed))
        }
      }
      #expect(Set(seen).count == seen.count)
    }
  }

  @Test("values of different kinds, and split in another way, are not the same")
  func kinds() {
    let hashes = [
      hash { _ in }, hash { $0.addNull() }, hash { $0.add(0) }, hash([]), hash([0]), hash([0, 0]),
      hash {
        $0.addNull()
        $0.addNull()
      }, hash { $0.add(1) },
      hash { hash in
        [UInt8]("ab".utf8).withUnsafeBytes { hash.add($0) }
        [UInt8]("c".utf8).withUnsafeBytes { hash.add($0) }
      },
      hash { hash in
        [UInt8]("a".utf8).withUnsafeBytes { hash.add($0) }
        [UInt8]("bc".utf8).withUnsafeBytes { hash.add($0) }
      },
    ]
    #expect(Set(hashes).count == hashes.count)
  }

  @Test("what is stored in files does not change")
  func stability() {
    let numbers = hash {
      $0.add(-1)
      $0.addNull()
    }
    #expect(numbers == 5_097_751_547_148_073_277)
    #expect(RowHash("order-789").value == 7_968_654_293_822_618_151)
  }
}
