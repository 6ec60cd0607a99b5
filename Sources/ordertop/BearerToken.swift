import Glibc
import OrdertopConfiguration

/// Where the bearer token comes from. A file is read again before each connection, so a rotated token is picked up; a
/// pipe (`--token-file <(command)`) can be read but once.
enum BearerToken: Sendable {
  case none
  case value(String)
  case file(String)

  /// Longest token file.
  static let limit = 64 * 1024

  init(_ source: TokenSource) throws {
    switch source {
    case .none: self = .none
    case .environment: self = Environment.value("ORDERTOP_TOKEN").map { .value($0) } ?? .none
    case .file(let path):
      let token = Self.file(path)
      self = FileContents.isPipe(path) ? .value(try token.read() ?? "") : token
    }
  }

  /// The token now.
  func read() throws -> String? {
    switch self {
    case .none: return nil
    case .value(let token): return token
    case .file(let path):
      let bytes = try FileContents.read(path, limit: Self.limit)
      let token = String(decoding: bytes, as: UTF8.self).trimmingLineEnds
      guard !token.isEmpty else { throw Failure(.configuration, "\(path): the token file is empty") }
      return token
    }
  }

  /// What the user should know about the file: others can read it.
  var warning: String? {
    guard case .file(let path) = self, let mode = FileContents.permissions(path), mode & 0o077 != 0 else { return nil }
    return "\(path) can be read by others (mode \(String(mode, radix: 8))); chmod 600 it"
  }
}

extension String {
  fileprivate var trimmingLineEnds: String {
    var text = Substring(self)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    return String(text)
  }
}

extension Failure: CustomStringConvertible {
  var description: String { message }
}
