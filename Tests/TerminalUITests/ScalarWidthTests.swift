import Glibc
import Testing

@testable import TerminalUI

/// What the C headers keep from Swift (they want `_XOPEN_SOURCE`), looked up by name.
private let glibc: (wcwidth: (@convention(c) (UInt32) -> Int32)?, version: String) = {
  typealias Version = @convention(c) () -> UnsafePointer<CChar>
  let version = dlsym(nil, "gnu_get_libc_version").map { String(cString: unsafeBitCast($0, to: Version.self)()) }
  return (dlsym(nil, "wcwidth").map { unsafeBitCast($0, to: (@convention(c) (UInt32) -> Int32).self) }, version ?? "")
}()

@Suite("Scalar width")
struct ScalarWidthTests {
  @Test(
    "what is printable has the width that glibc's wcwidth gives it",
    .enabled(if: glibc.wcwidth != nil && glibc.version == "2.36", "the table states glibc 2.36"))
  func agreesWithGlibc() throws {
    let wcwidth = try #require(glibc.wcwidth)
    let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    var differing: [Unicode.Scalar] = []
    for scalar in (0...0x10FFFF).lazy.compactMap(Unicode.Scalar.init(_:)) {
      let width = ScalarWidth(of: scalar)
      if width != .unprintable, width.cells != Int(wcwidth(scalar.value)) { differing.append(scalar) }
    }
    #expect(differing == [])
  }

  @Test(
    "controls, bidi, invisible, private and unassigned scalars are unprintable",
    arguments: [
      0, 0x07, 0x09, 0x0A, 0x0D, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0xAD, 0x061C, 0x115F, 0x1160, 0x200B, 0x200E,
      0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0x3164, 0xE000, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFE,
      0xFFFF, 0x0378, 0xE0001, 0xE007F, 0xF0000, 0x10FFFF,
    ] as [UInt32])
  func unprintable(value: UInt32) throws {
    #expect(ScalarWidth(of: try #require(Unicode.Scalar(value))) == .unprintable)
  }

  @Test("the general categories that must not be shown are unprintable, as far as Unicode 14 assigned them")
  func categories() {
    let hidden: Set<Unicode.GeneralCategory> = [.control, .format, .lineSeparator, .paragraphSeparator, .privateUse]
    var shown: [Unicode.Scalar] = []
    for scalar in (0...0x10FFFF).lazy.compactMap(Unicode.Scalar.init(_:)) {
      let category = scalar.properties.generalCategory
      if hidden.contains(category) || category == .unassigned, ScalarWidth(of: scalar) != .unprintable {
        shown.append(scalar)
      }
    }
    #expect(shown == [])
  }

  @Test("the changes stand in ascending order, from the first scalar on")
  func ordered() {
    let starts = ScalarWidth.changes.map { $0 >> 2 }
    #expect(starts.first == 0)
    #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
  }
}
