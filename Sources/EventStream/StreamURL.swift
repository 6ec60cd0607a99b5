/// An absolute `http` or `https` URL, taken apart as far as requests, origins and redirects need it.
///
/// Stricter than RFC 3986 where the standard leaves room for two readers to disagree about the host: no user
/// information, and only letters, digits, `.`, `-` and `_` in names. A fragment is dropped, as it is never sent.
struct StreamURL: Equatable, Sendable {
  enum Scheme: String, Sendable {
    case http, https

    var defaultPort: Int { self == .http ? 80 : 443 }
  }

  /// What credentials may be sent to: RFC 6454.
  struct Origin: Equatable, Sendable {
    var scheme: Scheme
    var host: String
    var port: Int
  }

  var scheme: Scheme
  /// In lower case; an IPv6 address with its brackets.
  var host: String
  /// `nil`: the scheme's own.
  var port: Int?
  /// Percent-encoded, begins with `/`.
  var path: String
  /// Percent-encoded, without the `?`.
  var query: String?

  var origin: Origin { Origin(scheme: scheme, host: host, port: port ?? scheme.defaultPort) }

  var text: String {
    "\(scheme.rawValue)://\(host)\(port.map { ":\($0)" } ?? "")\(path)\(query.map { "?\($0)" } ?? "")"
  }

  init(_ text: String) throws(InvalidStreamRequest) {
    try self.init(Array(text.utf8)[...])
  }

  init(_ bytes: ArraySlice<UInt8>) throws(InvalidStreamRequest) {
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw InvalidStreamRequest("the URL holds a control character")
    }
    let (whole, _) = bytes.split(atFirst: UInt8(ascii: "#"))
    let (name, afterScheme) = whole.split(atFirst: UInt8(ascii: ":"))
    guard let afterScheme, let scheme = Scheme(rawValue: String(decoding: name, as: UTF8.self).lowercased()),
      afterScheme.starts(with: "//".utf8)
    else { throw InvalidStreamRequest("the URL must begin with http:// or https://") }
    self.scheme = scheme

    let rest = afterScheme.dropFirst(2)
    let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    (host, port) = try Self.hostAndPort(authority)
    let (path, query) = rest[authority.endIndex...].split(atFirst: UInt8(ascii: "?"))
    self.path = path.isEmpty ? "/" : PercentEncoding.path.repairing(path)
    self.query = query.map { PercentEncoding.query.repairing($0) }
  }

  private static func hostAndPort(_ authority: ArraySlice<UInt8>) throws(InvalidStreamRequest) -> (String, Int?) {
    guard !authority.contains(UInt8(ascii: "@")) else {
      throw InvalidStreamRequest("the URL must not hold a user name or password")
    }
    var host = authority
    if authority.first == UInt8(ascii: "["), let end = authority.firstIndex(of: UInt8(ascii: "]")) {
      host = authority[...end]
      guard host.count > 4, host.dropFirst().dropLast().allSatisfy({ $0.isHexDigit || $0 == 0x3A || $0 == 0x2E }) else {
        throw InvalidStreamRequest("the URL's IPv6 address is not valid")
      }
    } else {
      host = authority.prefix { $0 != UInt8(ascii: ":") }
      guard !host.isEmpty else { throw InvalidStreamRequest("the URL names no host") }
      guard host.allSatisfy({ $0 < 0x80 }) else {
        throw InvalidStreamRequest("the URL's host must be written in ASCII (xn--…)")
      }
      guard host.allSatisfy({ $0.isLetterOrDigit || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }) else {
        throw InvalidStreamRequest("the URL's host holds a character that no host name has")
      }
    }
    let name = String(decoding: host, as: UTF8.self).lowercased()
    let rest = authority[host.endIndex...]
    if rest.isEmpty { return (name, nil) }
    let digits = rest.dropFirst()
    guard rest.first == UInt8(ascii: ":"), digits.allSatisfy(\.isDigit), digits.count <= 5 else {
      throw InvalidStreamRequest("the URL's port is not a number from 1 to 65535")
    }
    if digits.isEmpty { return (name, nil) }
    guard let port = Int(String(decoding: digits, as: UTF8.self)), (1...65535).contains(port) else {
      throw InvalidStreamRequest("the URL's port is not a number from 1 to 65535")
    }
    return (name, port)
  }
}

extension ArraySlice<UInt8> {
  /// What comes before and after the first `separator`; `nil` after it if there is none.
  func split(atFirst separator: UInt8) -> (ArraySlice<UInt8>, ArraySlice<UInt8>?) {
    guard let index = firstIndex(of: separator) else { return (self, nil) }
    return (self[..<index], self[(index + 1)...])
  }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isHexDigit: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20) }
  var isLetterOrDigit: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
