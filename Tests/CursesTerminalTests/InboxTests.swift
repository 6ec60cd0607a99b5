import TerminalUI
import Testing

@testable import CursesTerminal

@Suite struct InboxTests {
  @Test("a reader that does not keep up loses keys, and nothing else")
  func slowReader() async {
    let (stream, continuation) = AsyncStream.makeStream(of: TerminalInput.self, bufferingPolicy: .bufferingOldest(2))
    var inbox = Inbox(continuation)
    for _ in 0..<5 { inbox.deliver(.key(.up)) }
    inbox.deliver(.signal(.terminate))
    inbox.deliver(.signal(.terminate))
    inbox.deliver(.hungUp)
    #expect(inbox.hasUndelivered)
    var reader = stream.makeAsyncIterator()
    #expect(await reader.next() == .key(.up))
    #expect(await reader.next() == .key(.up))
    inbox.retry()
    #expect(!inbox.hasUndelivered)
    inbox.finish()
    #expect(await reader.next() == .signal(.terminate))
    #expect(await reader.next() == .hungUp)
    #expect(await reader.next() == nil)
  }
}
