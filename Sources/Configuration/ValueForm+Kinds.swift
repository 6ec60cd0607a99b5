import TOML

extension ValueForm where Value == String {
  /// Any text but an empty one.
  static var text: Self {
    ValueForm(TOMLText.string) { (value, _) throws(ValueProblem) in try value.string() }
  }

  /// A file or folder; `~/` is the home, and other relative paths begin at the file's folder.
  static var path: Self {
    ValueForm(TOMLText.string) { (value, context) throws(ValueProblem) in
      let text = try value.string()
      if text.hasPrefix("/") { return text }
      guard text == "~" || text.hasPrefix("~/") else { return context.folder + "/" + text }
      guard let home = context.home else { throw ValueProblem("there is no home that ~ could be", at: value.position) }
      return home + text.dropFirst()
    }
  }
}

extension ValueForm where Value == Bool {
  static var boolean: Self {
    ValueForm(
      { "\($0)" },
      read: { (value, _) throws(ValueProblem) in
        guard case .boolean(let boolean) = value.content else { throw value.mismatch("true or false") }
        return boolean
      })
  }
}

extension ValueForm where Value == Int {
  static func integer(in range: ClosedRange<Int>) -> Self {
    ValueForm(
      { "\($0)" },
      read: { (value, _) throws(ValueProblem) in
        guard case .integer(let number) = value.content else { throw value.mismatch("a whole number") }
        guard range.contains(number) else {
          throw ValueProblem(
            range.upperBound == .max
              ? "must not be below \(range.lowerBound)" : "must be from \(range.lowerBound) to \(range.upperBound)",
            at: value.position)
        }
        return number
      })
  }

  /// A size: a number of bytes, or a string with its unit.
  static var bytes: Self {
    ValueForm(
      { ByteCount.text($0).last?.isNumber == true ? "\($0)" : "\"\(ByteCount.text($0))\"" },
      read: {
        (value, _) throws(ValueProblem) in
        let count: ByteCount?
        switch value.content {
        case .integer(let number): count = ByteCount(bytes: number)
        case .string(let text): count = ByteCount(text)
        default: throw value.mismatch("a size: a number of bytes, or a string like \"256M\"")
        }
        if let count { return count.bytes }
        throw ValueProblem(
          "is no size: a number of bytes, or a string like \"64K\", \"256M\", \"2G\"", at: value.position)
      })
  }
}

extension ValueForm where Value == Double {
  static func decimal(in range: ClosedRange<Double>) -> Self {
    ValueForm(
      { $0.isFinite && $0 == $0.rounded() && abs($0) < 1e6 ? "\(Int($0))" : "\($0)" },
      read: {
        (value, _) throws(ValueProblem) in
        let number: Double
        switch value.content {
        case .integer(let integer): number = Double(integer)
        case .decimal(let decimal): number = decimal
        default: throw value.mismatch("a number")
        }
        guard range.contains(number) else {
          throw ValueProblem("must be from \(range.lowerBound) to \(range.upperBound)", at: value.position)
        }
        return number
      })
  }
}

extension ValueForm where Value == Duration {
  /// Printed as a number of seconds.
  static var seconds: Self {
    ValueForm(TimeSpan.secondsText) { (value, _) throws(ValueProblem) in try value.duration() }
  }

  /// Printed with its unit.
  static var time: Self {
    ValueForm(
      { "\"\(TimeSpan.text($0))\"" },
      read: { (value, _) throws(ValueProblem) in try value.duration() })
  }

  var positive: Self { checked { $0 > .zero ? nil : "must be more than 0" } }
}

extension ValueForm where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of some words.
  static func word(_ what: String) -> Self {
    ValueForm(
      { TOMLText.string($0.rawValue) },
      read: { (value, _) throws(ValueProblem) in try value.word(what) })
  }
}
