/// Lines of a manual page in mdoc, the language that both groff and mandoc read.
struct MDoc {
  private(set) var lines: [String] = []

  /// The source, ended by a line feed.
  var source: String { lines.map { $0 + "\n" }.joined() }

  /// A request with words that are shown as they are.
  mutating func add(_ request: String, _ words: [String] = []) {
    lines.append(([request] + words.map(Self.word)).joined(separator: " "))
  }

  /// Paragraphs with a blank line between them. Indented lines stand as they are; what is in backquotes is bold.
  mutating func add(paragraphs text: String) {
    var isLiteral = false
    var paragraph = ""
    var isFirst = true
    func flush(_ document: inout MDoc) {
      guard !paragraph.isEmpty else { return }
      for line in Self.sentences(paragraph) { document.lines.append(Self.text(line)) }
      paragraph = ""
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isBlank = line.allSatisfy { $0 == " " }
      if line.hasPrefix("  "), !isBlank {
        flush(&self)
        if !isLiteral { add(".Bd -literal -offset indent -compact") }
        isLiteral = true
        lines.append(Self.text(String(line.dropFirst(2)), marksCode: false))
      } else {
        if isLiteral { add(".Ed") }
        isLiteral = false
        if isBlank {
          flush(&self)
          continue
        }
        if paragraph.isEmpty, !isFirst { add(".Pp") }
        paragraph += paragraph.isEmpty ? line : " " + line
      }
      isFirst = false
    }
    flush(&self)
    if isLiteral { add(".Ed") }
  }

  /// A list of terms with what they mean; each term is a request's words, ready to stand.
  mutating func add(entries: [(term: String, meaning: String)]) {
    guard !entries.isEmpty else { return }
    add(".Bl -tag -width Ds")
    for entry in entries {
      lines.append(".It " + entry.term)
      add(paragraphs: entry.meaning)
    }
    add(".El")
  }
}

extension MDoc {
  /// A word of a request, whatever is in it.
  static func word(_ word: String) -> String {
    guard !word.hasPrefix("-"), word != "|" else { return escaped(word) }
    // Nothing of ours is a request's name, or punctuation, by accident.
    let text = "\\&" + escaped(word)
    return text.contains(" ") ? "\"\(text)\"" : text
  }

  /// A line of text.
  static func text(_ line: String, marksCode: Bool = true) -> String {
    let pieces = line.split(separator: "`", omittingEmptySubsequences: false)
    var text = escaped(line)
    if marksCode, pieces.count % 2 == 1 {
      text = pieces.enumerated().map { $0 % 2 == 1 ? "\\fB\(escaped(String($1)))\\fP" : escaped(String($1)) }.joined()
    }
    return text.hasPrefix(".") || text.hasPrefix("\\(aq") || text.isEmpty ? "\\&" + text : text
  }

  /// One line for each sentence: so the formatter knows where they end.
  private static func sentences(_ paragraph: String) -> [String] {
    var lines = [""]
    for word in paragraph.split(separator: " ") {
      let last = lines[lines.count - 1]
      let begins = word.first.map { $0.isUppercase || $0 == "`" } ?? false
      if begins, let end = last.last, ".?!".contains(end) {
        lines.append(String(word))
      } else {
        lines[lines.count - 1] = last.isEmpty ? String(word) : last + " " + word
      }
    }
    return lines
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\e"
      case "-": "\\-"
      case "\"": "\\(dq"
      case "'": "\\(aq"
      case "`": "\\(ga"
      case "^": "\\(ha"
      case "~": "\\(ti"
      case " "..."~": String(scalar)
      default: "\\[u\(Self.hexadecimal(scalar.value))]"
      }
    }.joined()
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
