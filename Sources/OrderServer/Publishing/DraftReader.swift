import EventStream
import OrderProtocol

/// Reads events to publish: one JSON object `{"event":"order-created","data":{…}}`, several of them one after the other,
/// as a rule one a line, or an array of them.
struct DraftReader {
  /// Why nothing was published.
  struct Failure: Error, Equatable {
    /// The line at fault, counted from 1.
    var line: Int
    /// One clause without a final stop.
    var reason: String
  }

  /// How many events one request may publish.
  static let countLimit = 1_000
  /// How many bytes the data of an event may have.
  static let dataLimit = 256 * 1024

  private let bytes: UnsafeBufferPointer<UInt8>
  private var json: JSONReader
  private var drafts: [EventDraft] = []

  static func read(_ body: [UInt8]) throws(Failure) -> [EventDraft] {
    guard var text = String(validating: body, as: UTF8.self) else {
      throw Failure(line: 1, reason: "the body is not UTF-8")
    }
    return try text.withUTF8 { (bytes) -> Result<[EventDraft], Failure> in
      var reader = DraftReader(bytes)
      do throws(Failure) {
        try reader.read()
        return .success(reader.drafts)
      } catch {
        return .failure(error)
      }
    }.get()
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    json = JSONReader(bytes)
  }

  private mutating func read() throws(Failure) {
    do {
      json.skipWhitespace()
      if try json.kind() == .array {
        try json.enter()
        while try json.nextElement() { try readDraft() }
        try json.finish()
      } else {
        repeat {
          try readDraft()
          json.skipWhitespace()
        } while json.position < bytes.count
      }
    } catch let error as JSONSyntaxError {
      throw Failure(line: line(at: error.offset), reason: error.description)
    } catch let error as Failure {
      throw error
    } catch {
      throw Failure(line: line(at: json.position), reason: "\(error)")
    }
    guard !drafts.isEmpty else { throw Failure(line: 1, reason: "no events") }
  }

  private mutating func readDraft() throws {
    let start = json.position
    func failure(_ reason: String) -> Failure { Failure(line: line(at: start), reason: reason) }

    guard drafts.count < Self.countLimit else { throw failure("more than \(Self.countLimit) events") }
    guard try json.kind() == .object else { throw failure("expected an object with event and data") }
    var type: String?
    var data: String?
    try json.enter()
    while let name = try json.nextName() {
      switch json.value(of: name) {
      case "event":
        guard try json.kind() == .string else { throw failure("event: expected a string") }
        type = json.value(of: try json.scanString())
      case "data":
        let range = try json.skipValue()
        guard range.count <= Self.dataLimit else {
          throw failure("data: more than \(Self.dataLimit / 1024) KiB")
        }
        data = json.text(in: range)
      default: throw failure("only event and data are known; the server gives the ids")
      }
    }
    guard let type else { throw failure("event: missing") }
    guard let known = OrderEventType(name: type) else { throw failure("event: not a type of the protocol") }
    guard known.isAboutOrder else { throw failure("event: \(type) is for the server to say") }
    guard let data else { throw failure("data: missing") }
    let decoded = DecodedEvent(ServerSentEvent(type: type, data: data))
    if let problem = decoded.problem { throw failure(problem) }
    drafts.append(EventDraft(type: type, data: data))
  }

  private func line(at offset: Int) -> Int {
    bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1
  }
}
