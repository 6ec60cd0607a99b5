extension JSONReader {
  /// Passes the value at the cursor, whatever it is, checking all of it. Returns where it stands.
  ///
  /// Does not recurse: an open object is a 1 in `path`, an open array a 0, the innermost in the lowest bit.
  @discardableResult
  package mutating func skipValue() throws(JSONSyntaxError) -> Range<Int> {
    let start = position
    var path: UInt64 = 0
    var level = 0
    repeat {
      if try skipScalarOrEnter(&path) { level += 1 }
      while level > 0 {
        let isInObject = path & 1 == 1
        if isInObject ? try nextName() != nil : try nextElement() { break }
        path >>= 1
        level -= 1
      }
    } while level > 0
    return start..<position
  }

  /// Whether it was an object or an array, which is now open.
  private mutating func skipScalarOrEnter(_ path: inout UInt64) throws(JSONSyntaxError) -> Bool {
    switch try kind() {
    case .object:
      try enter()
      path = path << 1 | 1
      return true
    case .array:
      try enter()
      path = path << 1
      return true
    case .string: _ = try scanString()
    case .number: _ = try scanNumber()
    case .boolean: _ = try scanBoolean()
    case .null: try scanNull()
    }
    return false
  }
}
