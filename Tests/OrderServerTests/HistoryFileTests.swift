import Glibc
import OrderProtocol
import TestSupport
import Testing

@testable import OrderServer

@Suite("The history in a file")
struct HistoryFileTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path("history") }

  init() throws { folder = try TemporaryFolder() }

  private func append(
    _ drafts: [EventDraft], to opened: inout (file: HistoryFile, history: EventHistory), at time: Int64 = 0
  ) async throws {
    let events = try opened.history.prepared(drafts, at: Timestamp(milliseconds: time))
    try await opened.file.append(zip(events, drafts), dropping: opened.history.oldest)
    opened.history.append(events)
  }

  @Test("what was written is read again: bytes, times, customers and the name")
  func roundTrip() async throws {
    var opened = try HistoryFile.open(path, limits: HistoryLimits(), name: "abc12")
    let drafts = [
      EventDraft(type: "order-created", data: "{\"orderId\":\"a\",\n\"customerId\":\"c\\u0000é\"}"),
      EventDraft(type: "order-updated", data: #"{"orderId":"a"}"#),
      EventDraft(type: "str\u{0}nge", data: "with\u{0}NUL"), EventDraft(type: "x", data: ""),
    ]
    try await append(drafts, to: &opened, at: 5)
    try await append([drafts[1]], to: &opened, at: 7)
    try opened.file.close()
    let again = try HistoryFile.open(path, limits: HistoryLimits(), name: "other")
    #expect(again.history.name == "abc12")
    #expect(Array(again.history.events(after: 0)) == Array(opened.history.events(after: 0)))
    #expect(again.history.newest == 5)
  }

  @Test("only what the history still holds is kept, and a smaller limit holds at once")
  func dropping() async throws {
    let limits = HistoryLimits(events: 4, bytes: 1_000_000)
    var opened = try HistoryFile.open(path, limits: limits, name: "abc12")
    for time in 0..<20 { try await append([EventDraft(type: "x", data: "{}")], to: &opened, at: Int64(time)) }
    try opened.file.close()
    let again = try HistoryFile.open(path, limits: HistoryLimits(), name: "n")
    #expect(again.history.newest == 20)
    #expect((16...17).contains(again.history.oldest))
    try again.file.close()
    let smaller = try HistoryFile.open(path, limits: HistoryLimits(events: 2, bytes: 1_000_000), name: "n")
    #expect(smaller.history.oldest == 19 && smaller.history.newest == 20)
  }

  @Test("it is for its owner only")
  func permissions() throws {
    let opened = try HistoryFile.open(path, limits: HistoryLimits(), name: "abc12")
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    try opened.file.close()
  }

  @Test("a failed write adds nothing, and the next one goes on")
  func failedWrite() async throws {
    var opened = try HistoryFile.open(path, limits: HistoryLimits(), name: "abc12")
    try await append([EventDraft(type: "x", data: "1")], to: &opened)
    let draft = EventDraft(type: "x", data: "2")
    let good = try opened.history.prepared([draft], at: Timestamp(milliseconds: 0))
    // The second has a number that is taken: the first must not be there either.
    let taken = Array(opened.history.events(after: 0))
    await #expect(throws: HistoryError.self) {
      try await opened.file.append(zip(good + taken, [draft, draft]), dropping: 0)
    }
    try await append([draft], to: &opened)
    try opened.file.close()
    #expect(try HistoryFile.open(path, limits: HistoryLimits(), name: "n").history.newest == 2)
  }
}
