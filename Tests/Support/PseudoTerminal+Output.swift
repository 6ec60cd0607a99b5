import Glibc

extension PseudoTerminal {
  /// Waits until the program has written this text; returns everything up to its end since the last wait.
  @discardableResult
  package func output(until text: String, within limit: Duration = .seconds(30)) async throws -> String {
    var searched = 0
    return try await wait(for: text, within: limit) {
      readAll()
      return Self.take(upTo: text, from: &unread, searched: &searched)
    }
  }

  /// Waits until the program has reported this text on descriptor 3; returns everything up to its end since the last
  /// wait.
  @discardableResult
  package func report(until text: String, within limit: Duration = .seconds(30)) async throws -> String {
    var searched = 0
    return try await wait(for: text, within: limit) {
      readReports()
      return Self.take(upTo: text, from: &unreadReports, searched: &searched)
    }
  }

  /// Whether the program has reported this text since the last wait.
  package func hasReported(_ text: String) -> Bool {
    readReports()
    return unreadReports.contains(Array(text.utf8))
  }

  /// What the program has written since the last wait, without waiting.
  package func takeOutput() -> String {
    readAll()
    defer { unread = [] }
    return String(decoding: unread, as: UTF8.self)
  }

  /// Asks again and again until there is an answer.
  func wait<Answer>(
    for wanted: String, within limit: Duration, _ answer: () -> Answer?
  ) async throws -> Answer {
    let deadline = ContinuousClock.now + limit
    while true {
      if let answer = answer() { return answer }
      guard ContinuousClock.now < deadline else {
        readReports()
        let got = String(decoding: unread.suffix(2000) + unreadReports.suffix(2000), as: UTF8.self)
        throw Failure.timedOut(waitingFor: wanted, got: got)
      }
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  func readAll() {
    let bytes = Self.read(from: window)
    unread += bytes
    transcript += bytes
    readReports()
  }

  func readReports() { unreadReports += Self.read(from: reports) }

  private static func read(from descriptor: Int32) -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while descriptor >= 0 {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      all += buffer.prefix(count)
    }
    return all
  }

  /// - Parameter searched: how many bytes were looked through before: a program may write many megabytes.
  private static func take(upTo text: String, from bytes: inout [UInt8], searched: inout Int) -> String? {
    let start = max(0, min(searched, bytes.count) - text.utf8.count)
    searched = bytes.count
    guard let range = bytes[start...].firstRange(of: Array(text.utf8)) else { return nil }
    defer { bytes.removeFirst(range.upperBound) }
    return String(decoding: bytes[..<range.upperBound], as: UTF8.self)
  }
}
