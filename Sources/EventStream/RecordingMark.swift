/// One mark of a recording, as its line says it.
enum RecordingMark: Equatable {
  case header
  case started(String)
  case later(Duration)
  case closed
  case lost(reason: String)

  /// The largest number of seconds in a mark, and of all marks together.
  static let longest = Duration.seconds(1_000_000_000)

  /// `nil` when the line, without its end, is no mark but part of the stream.
  init?(line: ArraySlice<UInt8>, number: Int) throws(RecordingError) {
    if line.starts(with: ": +".utf8) {
      self = .later(try Self.seconds(line.dropFirst(3), line: number))
    } else if let version = Self.text(of: line, after: ": ordertop recording") {
      guard !version.isEmpty, version.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
        throw RecordingError(line: number, reason: "the version of the recording is no number")
      }
      guard version == "1" else {
        throw RecordingError(line: number, reason: "a recording in a format that is not known, only 1 is")
      }
      self = .header
    } else if let time = Self.text(of: line, after: ": started") {
      self = .started(time)
    } else if let rest = Self.text(of: line, after: ": closed"), rest.isEmpty {
      self = .closed
    } else if let reason = Self.text(of: line, after: ": lost") {
      self = .lost(reason: reason.isEmpty ? "connection lost" : reason)
    } else {
      return nil
    }
  }

  /// What follows a word and a space, without spaces around it; empty when nothing does, `nil` without the word.
  private static func text(of line: ArraySlice<UInt8>, after word: String) -> String? {
    guard line.starts(with: word.utf8) else { return nil }
    let rest = line.dropFirst(word.utf8.count)
    let space = UInt8(ascii: " ")
    guard rest.isEmpty || rest.first == space else { return nil }
    let end = rest.lastIndex { $0 != space }.map { $0 + 1 } ?? rest.startIndex
    return String(decoding: rest[..<end].drop { $0 == space }, as: UTF8.self)
  }

  /// Reads `digits` or `digits.digits`; what lies below an attosecond is dropped.
  private static func seconds(_ text: ArraySlice<UInt8>, line: Int) throws(RecordingError) -> Duration {
    let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    guard areDigits, let whole = parts.first else {
      let isNegative = text.first == UInt8(ascii: "-")
      let reason = isNegative ? "time cannot go backwards" : "no number of seconds after the plus sign"
      throw RecordingError(line: line, reason: reason)
    }
    var seconds: Int64 = 0
    for digit in whole { seconds = min(seconds * 10 + Int64(digit & 0x0F), 10_000_000_000) }
    var attoseconds: Int64 = 0
    var unit: Int64 = 100_000_000_000_000_000
    for digit in parts.dropFirst().joined() {
      attoseconds += Int64(digit & 0x0F) * unit
      unit /= 10
    }
    let duration = Duration(secondsComponent: seconds, attosecondsComponent: attoseconds)
    guard duration <= longest else { throw RecordingError(line: line, reason: "more than 1000000000 seconds") }
    return duration
  }
}
