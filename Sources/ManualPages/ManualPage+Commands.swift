extension ManualPage {
  /// What is typed for a command: its words, its own arguments, and the names of the groups of options it takes.
  func add(synopsis command: CommandHelp, to page: inout MDoc) {
    page.add(".Nm", Array(command.words.prefix(1)))
    for word in command.words.dropFirst() {
      page.add(help.defaultCommand == word && command.words.count == 2 ? ".Op Cm" : ".Cm", [word])
    }
    for argument in command.arguments where argument.title == nil && !argument.isGeneral {
      let form = argument.form(namesAll: false)
      let repeating = argument.isRepeating ? " ..." : ""
      page.add(argument.isOptional || argument.defaultValue != nil ? ".Op \(form)\(repeating)" : ".\(form)\(repeating)")
    }
    for title in command.titles { page.add(".Op Ar", [title.lowercased()]) }
  }

  /// A section about the commands, with the options that are theirs alone.
  func addCommands(to page: inout MDoc) {
    guard !help.commands.isEmpty else { return }
    page.add(".Sh COMMANDS")
    for command in help.descendants {
      page.add(".Ss", [command.words.dropFirst().joined(separator: " ")])
      page.add(paragraphs: command.abstract + (command.discussion.isEmpty ? "" : "\n\n" + command.discussion))
      let own = command.arguments.filter { $0.title == nil && !$0.isGeneral }
      page.add(entries: own.map { ($0.form(namesAll: true), $0.meaning) })
      let titles = command.titles.map { $0.replacing(" options", with: "").lowercased() }
      guard !titles.isEmpty else { continue }
      page.add(".Pp")
      page.add(paragraphs: "Takes the \(titles.listed("and")) options\(own.isEmpty ? "" : ", too").")
    }
  }

  /// A section about the options that several commands have, by their headings, and about those that all have.
  func addOptions(to page: inout MDoc) {
    let commands = synopses
    page.add(".Sh OPTIONS")
    if help.commands.isEmpty {
      let own = help.arguments.filter { $0.title == nil && !$0.isGeneral }
      page.add(entries: own.map { ($0.form(namesAll: true), $0.meaning) })
    }
    for title in commands.flatMap(\.titles).uniqued {
      page.add(".Ss", [title])
      let takers = commands.filter { $0.titles.contains(title) }
      let arguments = takers.flatMap { $0.arguments.filter { $0.title == title } }
      let options = arguments.map(\.names).uniqued.map { names in
        (names, takers.filter { $0.arguments.contains { $0.names == names && $0.title == title } }.map(\.commandLine))
      }
      for having in options.map(\.1).uniqued {
        if having.count < takers.count {
          page.add(".Pp")
          page.add(paragraphs: "Only with \(having.listed("and")):")
        }
        let names = options.filter { $0.1 == having }.map(\.0)
        let entries = names.compactMap { names in arguments.first { $0.names == names } }
        page.add(entries: entries.map { ($0.form(namesAll: true), $0.meaning) })
      }
    }
    page.add(".Ss", ["General options"])
    var general = help.arguments.filter(\.isGeneral).map { ($0.form(namesAll: true), $0.meaning) }
    general.append(
      ("Fl \\-generate\\-completion\\-script Ar shell", "Print the completions for `bash`, `zsh` or `fish`."))
    page.add(entries: general)
  }
}

extension CommandHelp {
  /// The headings of its options, in order.
  fileprivate var titles: [String] { arguments.compactMap(\.title).uniqued }

  /// What is typed after the program's name.
  fileprivate var commandLine: String { "`\(words.dropFirst().joined(separator: " "))`" }
}

extension ArgumentHelp {
  /// Its names and value as the words of a request: `Fl h , Fl \-help`.
  fileprivate func form(namesAll: Bool) -> String {
    let value = value.map { "Ar " + MDoc.word($0) }
    guard !names.isEmpty else { return value ?? "" }
    let shown = namesAll ? names : Array(names.prefix(1))
    let flags = shown.map { "Fl " + MDoc.word(String($0.dropFirst())) }.joined(separator: " , ")
    return [flags, value].compactMap { $0 }.joined(separator: " ")
  }

  /// What it means, its values and its default.
  fileprivate var meaning: String {
    var text = abstract
    if !values.isEmpty { text += " One of \(values.map { "`\($0)`" }.listed("or"))." }
    if let defaultValue, value != nil { text += " Default: `\(defaultValue)`." }
    return discussion.isEmpty ? text : text + "\n\n" + discussion
  }
}

extension [String] {
  /// In a sentence: `a, b and c`.
  fileprivate func listed(_ conjunction: String) -> String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it is first.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
