import Dispatch
import Glibc
import Synchronization

/// Standard output, or a file, for a program that prints for hours: writes whole batches, waits for slow readers off the
/// cooperative threads, and notices a reader that has gone, also while there is nothing to write.
final class LineOutput: Sendable {
  private let descriptor: Int32
  private let name: String
  private let prepare: @Sendable () -> Int32?
  private let hasBegun = Atomic(false)
  private let queue = DispatchQueue(label: "ordertop.output")
  private let isClosed = Atomic(false)
  private let failure = Atomic<Int32>(0)

  /// - Parameters:
  ///   - descriptor: stays open.
  ///   - name: what messages call it.
  ///   - prepare: called once before anything is written; the error, if it must not be.
  init(
    descriptor: Int32 = STDOUT_FILENO, name: String = "standard output",
    prepare: @escaping @Sendable () -> Int32? = { nil }
  ) {
    self.descriptor = descriptor
    self.name = name
    self.prepare = prepare
  }

  /// Why writing failed, in words; `nil` while it did not. A reader that has gone is no failure.
  var problem: String? {
    let code = failure.load(ordering: .relaxed)
    return code == 0 ? nil : "\(name): \(String(cString: strerror(code)).lowercased())"
  }

  /// Writes everything. Once the reader has gone, or writing has failed, it writes nothing any more.
  func write(_ bytes: [UInt8]) async {
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      queue.async {
        if !self.isClosed.load(ordering: .relaxed), let code = self.writeAll(bytes) {
          if code != EPIPE { self.failure.store(code, ordering: .relaxed) }
          self.isClosed.store(true, ordering: .releasing)
        }
        done.resume()
      }
    }
  }

  /// Returns the error that ended it; `nil` when everything was written.
  private func writeAll(_ bytes: [UInt8]) -> Int32? {
    if !hasBegun.exchange(true, ordering: .relaxed), let code = prepare() { return code }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&ready, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }

  /// Calls `whenClosed` once the reader of a pipe has gone, or writing has failed.
  ///
  /// Runs on a thread of its own until the program ends.
  func watch(whenClosed: @escaping @Sendable () -> Void) {
    DispatchQueue(label: "ordertop.output.watch").async {
      while !self.isClosed.load(ordering: .acquiring) {
        var output = pollfd(fd: self.descriptor, events: 0, revents: 0)
        let count = poll(&output, 1, 1000)
        if count > 0, output.revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 { break }
      }
      whenClosed()
    }
  }
}
