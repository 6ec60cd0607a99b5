import CTerminalGuard
import Glibc

/// Bytes on their way to the terminal: one write(2) a frame, and the rest of one that the terminal did not take.
final class Outbox {
  private var rest: ArraySlice<UInt8> = []
  private var hasBell = false
  /// Calls of write(2) so far.
  private(set) var writes = 0

  private static let bell: UInt8 = 0x07
  /// Ends a control sequence that was sent in part (ECMA-48, CAN).
  private static let cancel: UInt8 = 0x18

  /// Something is left to be written once the terminal is ready.
  var isBusy: Bool { !rest.isEmpty }

  /// The bell goes with the next bytes.
  func ringBell() { hasBell = true }

  /// Sends bytes after those that are left. `false`: the terminal is gone.
  func send(_ bytes: [UInt8]) -> Bool {
    rest += bytes
    if hasBell { rest.append(Self.bell) }
    hasBell = false
    return flush()
  }

  /// Writes what the terminal takes. `false`: it is gone.
  func flush() -> Bool {
    guard !rest.isEmpty else { return true }
    let written = rest.withUnsafeBytes { terminal_guard_write($0.baseAddress, $0.count) }
    let error = errno
    writes += 1
    if written >= 0 {
      rest = written == rest.count ? [] : rest.dropFirst(written)
      return true
    }
    // Left already, by exit(3) on another thread: not a matter of the terminal.
    if error == ECANCELED { rest = [] }
    return error == EAGAIN || error == ECANCELED
  }

  /// Drops what is left. Returns what must be sent before anything else.
  @discardableResult
  func discard() -> [UInt8] {
    defer { rest = [] }
    return rest.isEmpty ? [] : [Self.cancel]
  }
}
