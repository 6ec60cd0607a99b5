/// Writes events as the bytes of an event stream, such that ``EventStreamParser`` reads the same events again.
///
/// It remembers the position of the stream, so that an `id` line is written only where an event changes it.
///
/// Source: HTML standard, 9.2.5 "Parsing an event stream".
public struct EventStreamEncoder: Sendable {
  /// Why an event cannot be written.
  public enum Failure: Error, Equatable, Sendable {
    /// The id holds CR, LF or NUL.
    case invalidID
    /// The type holds CR or LF.
    case invalidType
  }

  /// The last event ID that a reader has after what was written so far.
  public private(set) var lastEventID: String

  /// - Parameter lastEventID: the position that the reader starts at.
  public init(lastEventID: String = "") {
    self.lastEventID = lastEventID
  }

  /// Appends one event, its blank line included.
  ///
  /// Line ends in the data all read as LF again, whatever they were; no stream can tell them apart.
  ///
  /// - Throws: ``Failure``; then nothing was appended.
  public mutating func encode(_ event: ServerSentEvent, into bytes: inout [UInt8]) throws(Failure) {
    let endsLine: (UInt8) -> Bool = { $0 == LineEnd.lineFeed || $0 == LineEnd.carriageReturn }
    guard !event.lastEventID.utf8.contains(where: { endsLine($0) || $0 == 0 }) else { throw .invalidID }
    guard !event.type.utf8.contains(where: endsLine) else { throw .invalidType }

    if !event.lastEventID.utf8.elementsEqual(lastEventID.utf8) {
      Self.appendField("id", event.lastEventID.utf8, to: &bytes)
      lastEventID = event.lastEventID
    }
    if !event.type.isEmpty, event.type != "message" {
      Self.appendField("event", event.type.utf8, to: &bytes)
    }
    var rest = Array(event.data.utf8)[...]
    while let end = rest.firstIndex(where: endsLine) {
      Self.appendField("data", rest[..<end], to: &bytes)
      let isCRLF = rest[end] == LineEnd.carriageReturn && rest[end...].dropFirst().first == LineEnd.lineFeed
      rest = rest[end...].dropFirst(isCRLF ? 2 : 1)
    }
    Self.appendField("data", rest, to: &bytes)
    bytes.append(LineEnd.lineFeed)
  }

  private static func appendField(_ name: StaticString, _ value: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: [UInt8(ascii: ":"), UInt8(ascii: " ")])
    bytes.append(contentsOf: value)
    bytes.append(LineEnd.lineFeed)
  }
}
