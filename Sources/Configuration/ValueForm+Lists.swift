import Dashboard
import EventStream
import OrderStore
import TOML

extension ValueForm where Value == [String] {
  /// Texts that are not empty.
  static var texts: Self {
    ValueForm(
      { TOMLText.list($0.map(TOMLText.string)) },
      read: { (value, _) throws(ValueProblem) in
        var texts: [String] = []
        for element in try value.elements() { texts.append(try element.string()) }
        return texts
      })
  }
}

extension ValueForm where Value == String {
  /// Texts in one that commas separate; a list in the file, or that one text.
  static var commaSeparated: Self {
    ValueForm(
      {
        TOMLText.list($0.split(separator: ",", omittingEmptySubsequences: false).map { TOMLText.string(String($0)) })
      },
      read: {
        (value, _) throws(ValueProblem) in
        if case .string = value.content { return try value.string() }
        var texts: [String] = []
        for element in try value.elements() {
          // What was printed from an option may have empty ones.
          guard case .string(let text) = element.content else { throw element.mismatch("a string") }
          guard !text.contains(",") else {
            throw ValueProblem("holds a comma; each has a place of its own in the list", at: element.position)
          }
          texts.append(text)
        }
        guard !texts.isEmpty else { throw ValueProblem("must not be empty", at: value.position) }
        return texts.joined(separator: ",")
      })
  }
}

extension ValueForm where Value == [OrderColumn] {
  static var columns: Self {
    ValueForm(
      { TOMLText.list($0.map { TOMLText.string($0.rawValue) }) },
      read: { (value, _) throws(ValueProblem) in
        var columns: [OrderColumn] = []
        for element in try value.elements() {
          let column: OrderColumn = try element.word("column")
          guard !columns.contains(column) else {
            throw ValueProblem("the column '\(column.rawValue)' is stated twice", at: element.position)
          }
          columns.append(column)
        }
        guard columns.contains(.order) else {
          throw ValueProblem("the column 'order' cannot be left out", at: value.position)
        }
        return columns
      })
  }
}

extension ValueForm where Value == Set<AlarmSettings.Event> {
  static var alarmEvents: Self {
    ValueForm(
      { events in
        TOMLText.list(AlarmSettings.Event.allCases.filter(events.contains).map { TOMLText.string($0.rawValue) })
      },
      read: { (value, _) throws(ValueProblem) in
        var events: Set<AlarmSettings.Event> = []
        for element in try value.elements() { events.insert(try element.word("event")) }
        return events
      })
  }
}

extension ValueForm where Value == [HTTPField] {
  /// `Name: value`, as `--header` has them.
  static var headers: Self {
    ValueForm(
      { TOMLText.list($0.map { TOMLText.string($0.name + ": " + $0.value) }) },
      read: {
        (value, _) throws(ValueProblem) in
        var fields: [HTTPField] = []
        for element in try value.elements() { fields.append(try header(element)) }
        return fields
      })
  }

  private static func header(_ value: TOMLValue) throws(ValueProblem) -> HTTPField {
    // Values may be secrets: nothing of them is repeated.
    guard let field = HTTPField(line: try value.string()) else {
      throw ValueProblem("should be \"Name: value\", and has no colon", at: value.position)
    }
    guard field.name.lowercased() != "authorization" else { throw .secret("Authorization", at: value.position) }
    do throws(InvalidStreamRequest) {
      _ = try StreamRequest(url: "http://localhost/", headers: [field])
    } catch {
      throw ValueProblem(error.reason, at: value.position)
    }
    return field
  }
}

extension HTTPField {
  /// From `Name: value`; `nil` without a colon.
  package init?(line: String) {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
    self.init(String(line[..<colon]), String(value))
  }
}

extension ValueForm where Value == RetryLimit {
  static var retries: Self {
    ValueForm(
      { limit in
        switch limit {
        case .count(let count): "\(count)"
        case .unlimited: "\"unlimited\""
        }
      },
      read: { (value, _) throws(ValueProblem) in
        switch value.content {
        case .integer(let count) where count >= 0: return .count(count)
        case .string("unlimited"): return .unlimited
        default: throw ValueProblem("should be a number from 0 on, or \"unlimited\"", at: value.position)
        }
      })
  }
}

extension ValueForm where Value == TokenSource {
  static var tokenFile: Self {
    ValueForm(
      { token in
        switch token {
        case .file(let path): TOMLText.string(path)
        case .none, .environment: "\"\""
        }
      },
      read: { (value, context) throws(ValueProblem) in .file(try ValueForm<String>.path.read(value, context)) })
  }
}
