extension StreamURL {
  /// The URL that a `Location` header means when it comes in answer to this one.
  ///
  /// Source: RFC 3986, 5.2 "Relative Resolution".
  func resolving(_ reference: String) throws(InvalidStreamRequest) -> StreamURL {
    let (bytes, _) = Array(reference.utf8)[...].split(atFirst: UInt8(ascii: "#"))
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw InvalidStreamRequest("the URL holds a control character")
    }
    let beforeColon = bytes.prefix { $0.isLetterOrDigit || [0x2B, 0x2D, 0x2E].contains($0) }
    if !beforeColon.isEmpty, bytes[beforeColon.endIndex...].first == UInt8(ascii: ":") {
      return try StreamURL(bytes)
    }
    if bytes.starts(with: "//".utf8) {
      return try StreamURL((Array("\(scheme.rawValue):".utf8) + bytes)[...])
    }
    var target = self
    let (path, query) = bytes.split(atFirst: UInt8(ascii: "?"))
    if !path.isEmpty || query != nil { target.query = query.map { PercentEncoding.query.repairing($0) } }
    if !path.isEmpty {
      let encoded = PercentEncoding.path.repairing(path)
      let directory = self.path.utf8.lastIndex(of: UInt8(ascii: "/")).map { self.path[...$0] } ?? "/"
      target.path = Self.removingDotSegments(encoded.utf8.first == UInt8(ascii: "/") ? encoded : directory + encoded)
    }
    return target
  }

  private static func removingDotSegments(_ path: String) -> String {
    var kept: [Substring] = []
    let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      switch segment {
      case ".": if isLast { kept.append("") }
      case "..":
        _ = kept.popLast()
        if isLast { kept.append("") }
      default: kept.append(segment)
      }
    }
    return "/" + kept.joined(separator: "/")
  }
}
