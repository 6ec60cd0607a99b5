/// One word of a filter, taken apart: `!status!="ON HOLD"`.
struct FilterWord: Equatable {
  /// A `!` stands before it.
  var isNegated = false
  /// What stands before ``mark``; empty without one.
  var name = ""
  /// `:`, `=`, `!=`, `>`, `<`, `>=` or `<=` behind a name; empty: the word is a text.
  var mark = ""
  /// The rest, without quotes.
  var value = ""

  private static let marks = ["!=", ">=", "<=", ":", "=", ">", "<"]

  /// Splits at blanks, but for those in double quotes. A quote that is not closed goes on to the end.
  static func words(of text: String) -> [FilterWord] {
    var rest = text[...]
    var words: [FilterWord] = []
    while let start = rest.firstIndex(where: { $0 != " " }) {
      rest = rest[start...]
      words.append(FilterWord(&rest))
    }
    return words
  }

  /// Takes one word off the beginning of a text that begins with one.
  private init(_ rest: inout Substring) {
    if rest.first == "!", let next = rest.dropFirst().first, next != " " {
      isNegated = true
      rest.removeFirst()
    }
    let name = rest.prefix { $0.isLetter || $0.isNumber || "_-.".contains($0) }
    if name.first?.isLetter == true, let mark = Self.marks.first(where: rest[name.endIndex...].hasPrefix) {
      self.name = String(name)
      self.mark = mark
      rest = rest[name.endIndex...].dropFirst(mark.count)
    }
    var isQuoted = false
    while let character = rest.first, isQuoted || character != " " {
      if character == "\"" { isQuoted.toggle() } else { value.append(character) }
      rest.removeFirst()
    }
  }
}
