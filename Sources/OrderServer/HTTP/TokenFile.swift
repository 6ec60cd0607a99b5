import Synchronization

/// A bearer token in a file, which is read again whenever the token is asked for.
package final class TokenFile: Sendable {
  /// Why a file holds no token, in words.
  package struct Unusable: Error, Equatable, CustomStringConvertible {
    package var description: String
  }

  private struct State {
    var token: [UInt8]?
    var generation = 0
  }

  private static let limit = 64 * 1024

  private let path: String
  private let state: Mutex<State>

  /// - Throws: ``Unusable`` when there is no token to begin with.
  package init(_ path: String) throws(Unusable) {
    self.path = path
    state = Mutex(State(token: try Self.read(path)))
  }

  /// The number of changes of the token so far. Looks at the file.
  func generation() -> Int {
    state.withLock { state in
      Self.refresh(&state, path)
      return state.generation
    }
  }

  /// Which generation of the token a request came with; `nil` when it is not the token of now. While the file is gone or
  /// unusable, no token is.
  ///
  /// - Parameter authorization: the header's value.
  func accept(_ authorization: String?) -> Int? {
    state.withLock { state in
      Self.refresh(&state, path)
      guard let token = state.token, let authorization, let candidate = Self.bearerToken(authorization),
        Self.isEqual(candidate, token)
      else { return nil }
      return state.generation
    }
  }

  private static func refresh(_ state: inout State, _ path: String) {
    let token = try? read(path)
    guard token != state.token else { return }
    state.token = token
    state.generation += 1
  }

  private static func read(_ path: String) throws(Unusable) -> [UInt8] {
    let bytes: [UInt8]
    do {
      bytes = try ServerFile.read(path, limit: limit)
    } catch {
      throw Unusable(description: "token file \(error)")
    }
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let token = Array(bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    guard !token.isEmpty else { throw Unusable(description: "token file \(path): empty") }
    guard token.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Unusable(description: "token file \(path): a token has only visible ASCII characters")
    }
    return token
  }

  private static func bearerToken(_ authorization: String) -> [UInt8]? {
    let scheme = Array("bearer ".utf8)
    let bytes = Array(authorization.utf8)
    guard bytes.count > scheme.count, zip(bytes, scheme).allSatisfy({ $0 | 0x20 == $1 }) else { return nil }
    return Array(bytes.dropFirst(scheme.count).drop { $0 == 0x20 })
  }

  /// Compares in a time that tells nothing of where two tokens of one length differ.
  private static func isEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
