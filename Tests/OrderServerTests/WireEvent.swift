/// One event, line by line as it came.
struct WireEvent: Equatable {
  var text: String

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  var id: String { value("id") }
  var type: String { value("event") }
  var data: String { value("data") }

  /// The number in the id.
  var number: Int? { id.split(separator: "-").last.flatMap { Int($0) } }

  private func value(_ field: String) -> String {
    lines.first { $0.hasPrefix(field + ": ") }.map { String($0.dropFirst(field.count + 2)) } ?? ""
  }

  /// The lines without the id and with times and names replaced, to compare them with the specification.
  var shape: String {
    text.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/, with: "TIME")
      .replacing(/live-[0-9a-z]+/, with: "live-ID")
      .replacing(/[0-9a-z]{5}-\d+/, with: "ID")
  }
}
