/// A recorded event stream: what a server sent over one or more connections, and when.
///
/// A recording is the raw bytes of the stream with marks between its lines. A mark is a whole comment line, so that a
/// recording is an event stream itself:
///
///     : ordertop recording 1
///     : started 2024-07-15T14:29:00Z
///     : +0
///     id: 1
///     event: heartbeat
///     data: {}
///
///     : +15.25
///     : lost connection reset by peer
///     : +2
///     id: 2
///     …
///     : closed
///
/// - `: ordertop recording 1` comes first: what this is, and the version of the format.
/// - `: started TEXT`: the wall time at the start; free text, RFC 3339 as a rule.
/// - `: +SECONDS`: what follows came that much later than the mark before it. A decimal number without sign or exponent;
///   neither it nor the sum of all may exceed 10⁹.
/// - `: closed`: the server ended the response here. What follows came over the next connection.
/// - `: lost REASON`: the connection broke here. The reason may be left out.
///
/// Marks stand where a line begins. ``RecordingWriter`` puts them only there, and keeps what is unfinished at the end of a
/// connection, and comments of the server that would read as a mark, as other comments; comments mean nothing.
///
/// The first line may be missing, as in a capture with `curl -N`; without any `: +` mark either, the capture is played
/// at one event per half second. Every other comment is part of the stream, and so is a mark with a mistake that lacks its
/// line end, as the crash of a recorder leaves it.
public struct Recording: Equatable, Sendable {
  /// How a recorded connection ended.
  public enum ConnectionEnd: Equatable, Sendable {
    /// The server ended the response in order.
    case closed
    /// The connection broke, and why; never empty.
    case lost(reason: String)
  }

  /// Bytes that came at one time.
  public struct Segment: Equatable, Sendable {
    /// When the bytes came, counted from the start of the recording. Never less than that of the segment before.
    public var offset: Duration
    /// The bytes without marks; empty in a segment that only ends a connection.
    public var bytes: [UInt8]
    /// How the connection ended after these bytes; `nil` when it went on.
    public var end: ConnectionEnd?

    public init(offset: Duration, bytes: [UInt8], end: ConnectionEnd? = nil) {
      self.offset = offset
      self.bytes = bytes
      self.end = end
    }
  }

  /// What came, in order; never empty.
  public let segments: [Segment]
  /// The text of the `started` mark, as it stands in the file and so to be trusted as little as the rest of it.
  public let startedAt: String?
  /// The time from the start to the last mark.
  public var duration: Duration { segments.last?.offset ?? .zero }

  /// Reads a recording.
  ///
  /// - Parameter bytes: the whole file. The recording holds a copy, so a caller should refuse files that are too large
  ///   for memory before reading them; 256 MiB is two million events.
  /// - Throws: ``RecordingError`` for a mark that makes no sense, an empty file, or one that is no event stream.
  public init(_ bytes: [UInt8]) throws(RecordingError) {
    var reader = RecordingReader()
    try reader.read(bytes)
    segments = reader.segments
    startedAt = reader.startedAt
  }
}

/// Why a file cannot be played as a recording.
public struct RecordingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The line at fault, counted from 1; `nil` when it is the whole file.
  public var line: Int?
  /// One readable clause without a final stop; quotes nothing from the file.
  public var reason: String

  public init(line: Int? = nil, reason: String) {
    self.line = line
    self.reason = reason
  }

  public var description: String {
    line.map { "line \($0): \(reason)" } ?? reason
  }
}
