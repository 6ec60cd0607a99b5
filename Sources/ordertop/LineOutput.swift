import Dispatch
import Glibc
import Synchronization

/// Standard output for a program that prints for hours: writes whole batches, waits for slow readers off the cooperative
/// threads, and notices a reader that has gone, also while there is nothing to write.
final class LineOutput: Sendable {
  private let queue = DispatchQueue(label: "ordertop.output")
  private let isClosed = Atomic(false)

  /// Writes everything. Once the reader has gone it writes nothing any more.
  func write(_ bytes: [UInt8]) async {
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      queue.async {
        if !self.isClosed.load(ordering: .relaxed), !Self.writeAll(bytes) {
          self.isClosed.store(true, ordering: .relaxed)
        }
        done.resume()
      }
    }
  }

  private static func writeAll(_ bytes: [UInt8]) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(STDOUT_FILENO, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        var ready = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        _ = poll(&ready, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// Calls `whenClosed` once the reader of a pipe has gone.
  ///
  /// Runs on a thread of its own until the program ends.
  func watch(whenClosed: @escaping @Sendable () -> Void) {
    DispatchQueue(label: "ordertop.output.watch").async {
      while !self.isClosed.load(ordering: .relaxed) {
        var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        let count = poll(&output, 1, 1000)
        if count > 0, output.revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 { break }
      }
      whenClosed()
    }
  }
}
