import Glibc
import OrderProtocol
import Persistence
import SavedState
import TestSupport
import Testing

@testable import ordertop

/// `ordertop export` on states that were really saved.
@Suite(.serialized) struct ExportTests {
  private let saved: SavedStreams

  init() throws { saved = try SavedStreams() }

  private static let head = OrderCSVWriter.columns.joined(separator: ",") + "\r\n"

  @Test("no state is no order")
  func none() async throws {
    for (format, output) in [("json", "[]\n"), ("csv", Self.head)] {
      for folder in [saved.path, saved.path + "/missing"] {
        let program = try ChildProgram.ordertop(["export", "--format", format, "--state-dir", folder])
        #expect(try await program.end() == 0)
        #expect(await program.outputText == output)
      }
    }
  }

  @Test("orders come sorted by the bytes of their ids, with every text and digit as it was")
  func exact() async throws {
    let ids = ["order-2", "order-10", "cafe\u{301}", "caf\u{e9}", "", "a\u{0}b", "a", "\u{1F600}", "\u{FFFF}", "Z"]
    let text = "\u{0}\"\\,\r\n\u{1B}\u{9B}\u{2028}é"
    let orders = ids.map { id in
      saved.order(id, .other(text)) { order in
        order.customerID = text
        order.items = [
          OrderItem(itemID: text, name: "", quantity: DecimalNumber(mantissa: 20, scale: 1)), OrderItem(itemID: ""),
        ]
        order.total = DecimalNumber(mantissa: 10_197_000, scale: 5)
        order.itemCount = 3
        order.isTotalOutdated = true
        order.submittedAt = Timestamp("2024-07-15T14:30:00Z")
        order.submittedAtText = "2024-07-15t16:30:00.0+02:00"
        order.cancellationReason = ""
      }
    }
    try await saved.save(orders)
    let json = try await saved.run("export")
    #expect(json.status == 0)
    let escaped = #"\u0000\"\\,\r\n\u001b\u009b\u2028é"#
    let rest =
      #","customerId":"\#(escaped)","status":"\#(escaped)","items":[{"itemId":"\#(escaped)","name":"","quantity":2.0},"#
      + #"{"itemId":""}],"total":101.97000,"itemCount":3,"submittedAt":"2024-07-15t16:30:00.0+02:00","#
      + #""cancellationReason":""}"#
    let sorted = ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let lines = sorted.map { id in
      let id = id.replacing("\u{0}", with: #"\u0000"#).replacing("\u{FFFF}", with: #"\uffff"#)
      return "{\"orderId\":\"\(id)\"\(rest)"
    }
    #expect(Array(json.output.utf8) == Array("[\n\(lines.joined(separator: ",\n"))\n]\n".utf8))

    let csv = try await saved.run("export", "--format", "csv")
    #expect(csv.status == 0)
    func field(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
    let items = #"[{"itemId":"\#(escaped)","name":"","quantity":2.0},{"itemId":""}]"#
    let rows = sorted.map { id in
      let name = id.isEmpty || id.contains("\u{0}") ? field(id) : id
      return "\(name),\(field(text)),\(field(text)),\(field(items)),101.97000,3,2024-07-15t16:30:00.0+02:00,,,,\"\"\r\n"
    }
    #expect(Array(csv.output.utf8) == Array((Self.head + rows.joined()).utf8))
  }

  @Test("URL and filters choose the stream")
  func choosing() async throws {
    try await saved.save([saved.order("one")], url: "http://one.example/")
    try await Task.sleep(for: .milliseconds(20))
    try await saved.save([saved.order("two")], url: "http://two.example/?eventTypes=a,b")
    #expect(try await saved.run("export").output.contains("two"))
    #expect(try await saved.run("export", "--url", "http://one.example").output.contains("one"))
    #expect(try await saved.run("export", "--url", "http://two.example").output == "[]\n")
    #expect(
      try await saved.run("export", "--url", "http://two.example", "--event-types", "a,b").output.contains("two"))
    #expect(try await saved.run("export", "--event-types", "a,b").status == 64)
    #expect(try await saved.run("export", "--format", "xml").status == 64)
  }

  /// So many orders, of several hundred bytes each.
  private func many(_ count: Int, carrier: String? = nil) -> [SavedOrder] {
    (0..<count).map { number in
      saved.order("order-\(100_000 + number)", .processing) { order in
        order.carrier = carrier
        order.assignedTo = String(repeating: "x", count: 300)
      }
    }
  }

  @Test("damage anywhere is 65, and nothing comes out that could be taken for a whole", .timeLimit(.minutes(3)))
  func damaged() async throws {
    try await saved.save(many(2_000))
    let whole = try saved.bytes()
    #expect(whole.count > 500_000)
    for format in ["json", "csv"] {
      for place in [0, 16, 100, whole.count / 3] + (1..<10).map({ whole.count * $0 / 10 }) {
        var bytes = whole
        bytes.replaceSubrange(place..<place + 64, with: repeatElement(0xA5, count: 64))
        try saved.replace(with: bytes)
        let (status, output, errors) = try await saved.run("export", "--format", format)
        #expect(status == 65, "\(place): \(errors)")
        #expect(output.isEmpty)
        #expect(errors.hasPrefix("ordertop: ") && errors.filter { $0 == "\n" }.count == 1, "\(errors)")
      }
    }
    try saved.replace(with: Array(whole.prefix(whole.count - 4096)))
    #expect(try await saved.run("export").status == 65)
    var newer = whole
    newer[60] = 0x7F
    try saved.replace(with: newer)
    #expect(try await saved.run("export").status == 78)
    try saved.replace(with: whole)
    #expect(try await saved.run("export").status == 0)
  }

  @Test("what a dashboard writes meanwhile is in it wholly or not at all")
  func consistent() async throws {
    let file = try await saved.writer()
    try await file.write(Checkpoint(orders: many(500, carrier: "0"), isComplete: true, board: saved.board()))
    let writing = Task { [saved] in
      var number = 0
      while !Task.isCancelled {
        number += 1
        let orders = (0..<500).map { index in
          saved.order("order-\(100_000 + index)", .processing) { $0.carrier = "\(number)" }
        }
        try await file.write(Checkpoint(orders: orders, board: saved.board()))
      }
      return number
    }
    var seen: Set<Substring> = []
    for _ in 0..<8 {
      let (status, output, errors) = try await saved.run("export", "--format", "csv")
      #expect(status == 0, "\(errors)")
      let carriers = output.split(separator: "\r\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false)[9]
      }
      #expect(carriers.count == 500)
      #expect(Set(carriers).count == 1, "\(Set(carriers))")
      seen.formUnion(carriers)
    }
    writing.cancel()
    #expect(try await writing.value > 8)
    await file.close()
    #expect(seen.count > 1)
  }

  @Test("a closed pipe is no failure, a full disk is 73")
  func output() async throws {
    try await saved.save(many(2_000))
    for (redirection, expected) in [("> /dev/full", Int32(73)), ("| head -c 1; exit ${PIPESTATUS[0]}", 0)] {
      let program = try ChildProgram(
        "/bin/bash",
        ["-c", #""$0" export --state-dir "$1" "# + redirection, BuiltProgram.path("ordertop"), saved.path],
        environment: ["PATH": "/usr/bin:/bin"])
      #expect(try await program.end() == expected)
    }
  }
}
