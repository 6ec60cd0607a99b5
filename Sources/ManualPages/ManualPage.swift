/// A program's manual page, made from what its command line says about itself.
package struct ManualPage: Sendable {
  let help: CommandHelp
  private let version: String
  private let date: String
  private let description: String?
  private let sections: [ManualSection]
  private let related: [String]

  /// - Parameters:
  ///   - json: what ArgumentParser's `--experimental-dump-help` prints about the program.
  ///   - date: when the page was last changed, as manuals write it: `November 24, 2026`.
  ///   - description: paragraphs about the program, instead of those that its help begins with.
  ///   - sections: what follows the options, in order.
  ///   - related: other pages of section 1.
  /// - Returns: `nil` when the JSON is of another form.
  package init?(
    json: String, version: String, date: String, description: String? = nil, sections: [ManualSection],
    related: [String]
  ) {
    guard let help = CommandHelp(json) else { return nil }
    self.help = help
    self.version = version
    self.date = date
    self.description = description
    self.sections = sections
    self.related = related
  }

  /// The page as mdoc, for `man -l`, groff and mandoc.
  package var source: String {
    var page = MDoc()
    page.add(".Dd \(date)")
    page.add(".Dt \(MDoc.word(help.name.uppercased())) 1")
    page.add(".Os", ["\(help.name) \(version)"])
    page.add(".Sh NAME")
    page.add(".Nm", [help.name])
    page.add(".Nd", [Self.phrase(help.abstract)])
    page.add(".Sh SYNOPSIS")
    for command in synopses { add(synopsis: command, to: &page) }
    page.add(".Sh DESCRIPTION")
    page.add(paragraphs: description ?? help.abstract + "\n\n" + help.discussion)
    addCommands(to: &page)
    addOptions(to: &page)
    for section in sections { Self.add(section, to: &page) }
    page.add(".Sh SEE ALSO")
    for (index, name) in related.enumerated() {
      page.add(".Xr \(MDoc.word(name)) 1" + (index == related.count - 1 ? "" : " ,"))
    }
    return page.source
  }

  /// The commands, or the program itself if it has none.
  var synopses: [CommandHelp] { help.commands.isEmpty ? [help] : help.descendants.filter(\.commands.isEmpty) }

  /// A sentence as what follows a name: `a full-screen dashboard`.
  private static func phrase(_ abstract: String) -> String {
    let sentence = abstract.hasSuffix(".") ? abstract.dropLast() : Substring(abstract)
    return sentence.prefix(1).lowercased() + sentence.dropFirst()
  }

  private static func add(_ section: ManualSection, to page: inout MDoc) {
    page.add(".Sh \(section.title)")
    for part in section.parts {
      switch part {
      case .text(let text): page.add(paragraphs: text)
      case .heading(let title): page.add(".Ss", [title])
      case .entries(let entries):
        page.add(entries: entries.map { ("Sy " + MDoc.word($0.term), $0.meaning) })
      }
    }
  }
}
