import Dashboard
import Glibc
import ManualPages
import OrderProtocol
import OrdertopConfiguration
import TestSupport
import Testing

@testable import ordertop

/// The manual pages, as the programs print them.
@Suite struct ManualTests {
  static let programs = ["ordertop", "ordertop-server"]
  private static let mandoc = "/usr/bin/mandoc"
  private static let groff = "/usr/bin/groff"
  private static let environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]

  private static func isInstalled(_ program: String) -> Bool { access(program, X_OK) == 0 }

  private static func output(_ program: String, _ arguments: [String]) async throws -> String {
    let program = try ChildProgram(program, arguments, environment: environment)
    #expect(try await program.end() == 0)
    #expect(await program.errorText == "")
    return await program.outputText
  }

  private static func page(_ program: String) async throws -> String {
    try await output(BuiltProgram.path(program), ["manual"])
  }

  /// A page as it is read, without its markup.
  private static func text(_ page: String) async throws -> String {
    let folder = try TemporaryFolder()
    try folder.write(page, to: "page.1")
    let text = try await output(mandoc, ["-T", "utf8", "-O", "width=100", folder.path("page.1")])
    return plain(text)
  }

  /// Text without what makes letters bold or underlined: they are struck over one another.
  private static func plain(_ text: String) -> String {
    var read: [Character] = []
    for character in text {
      if character == "\u{8}" { _ = read.popLast() } else { read.append(character) }
    }
    return String(read)
  }

  @Test(
    "mandoc finds nothing to warn of",
    .enabled(if: isInstalled(mandoc), "mandoc is not installed"), arguments: programs)
  func mandocLint(_ program: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(try await Self.page(program), to: "page.1")
    #expect(try await Self.output(Self.mandoc, ["-T", "lint", "-W", "warning", folder.path("page.1")]) == "")
  }

  @Test(
    "groff, which man uses, finds nothing to warn of",
    .enabled(if: isInstalled(groff), "groff is not installed"), arguments: programs)
  func groffLint(_ program: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(try await Self.page(program), to: "page.1")
    let text = try await Self.output(Self.groff, ["-ww", "-mdoc", "-T", "utf8", folder.path("page.1")])
    #expect(Self.plain(text).contains("\nEXIT STATUS\n"))
  }

  @Test("every command and every option of the help is in the page", arguments: HelpTests.commands)
  func completeness(_ command: String) async throws {
    let page = try await Self.page("ordertop")
    let words = command.split(separator: " ").map(String.init)
    let help = try await Self.output(BuiltProgram.path("ordertop"), words + ["--help"])
    let options = help.split(separator: "\n").filter { $0.hasPrefix("  -") }
      .flatMap { $0.split { !$0.isLetter && $0 != "-" }.filter { $0.hasPrefix("--") } }
    #expect(!options.isEmpty)
    for option in Set(options) {
      #expect(page.contains("Fl \\-" + option.dropFirst(2).replacing("-", with: "\\-")), "\(option)")
    }
    if let last = words.last { #expect(page.contains("Cm \\&\(last)")) }
  }

  @Test("every variable that the program looks at is in the page")
  func variables() async throws {
    let page = try await Self.page("ordertop")
    let sources = try ["Sources/ordertop", "Sources/Configuration"].flatMap { try SourceFolder.texts($0) }
    let names = sources.flatMap { text in
      text.split(separator: "value(\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    }
    #expect(names.contains("ORDERTOP_URL"))
    for name in Set(names) { #expect(page.contains("Sy \\&\(name)"), "\(name)") }
  }

  @Test("every key and every exit status is in the page")
  func keysAndStatuses() async throws {
    guard Self.isInstalled(Self.mandoc) else { return }
    let text = try await Self.text(try await Self.page("ordertop")).split { $0.isWhitespace }.joined(separator: " ")
    for binding in KeyTable.standard.bindings { #expect(text.contains(binding.help)) }
    for status in ExitStatus.allCases {
      #expect(text.contains("\(status.rawValue) \(status.meaning.filter { $0 != "`" })"))
    }
  }

  @Test(
    "everything that the configuration file can say is in the page, and the name of each action",
    .enabled(if: isInstalled(mandoc), "mandoc is not installed"))
  func configuration() async throws {
    let text = try await Self.text(try await Self.page("ordertop"))
    let words = text.split { $0.isWhitespace }
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    for section in ConfigurationSection.all {
      #expect(lines.contains("[\(section.name)]"))
      for key in section.keys { #expect(lines.contains { $0.hasPrefix(key.name) }, "\(key.name)") }
    }
    for action in KeyTable.standard.actions { #expect(words.contains(Substring(action)), "\(action)") }
  }

  @Test("no list of the pages has an entry twice", arguments: programs)
  func entries(_ program: String) async throws {
    var seen: Set<Substring> = []
    for line in try await Self.page(program).split(separator: "\n") {
      if line.hasPrefix(".Bl") || line.hasPrefix(".Sh") || line.hasPrefix(".Ss") { seen = [] }
      if line.hasPrefix(".It") { #expect(seen.insert(line).inserted, "\(line)") }
    }
  }

  @Test("whatever is in a text is read as it was written", .enabled(if: isInstalled(mandoc), "mandoc is not installed"))
  func markup() async throws {
    let hostile = [
      ".Sh begins", "'br begins", "a \\fBb\\fR c", "\"quotes\" and 'quotes'", "--dashes -- there", "^ and ~",
      "one ` backquote", "Fl Op Ar An words", "\\", "…",
    ]
    for text in hostile {
      let option: JSONValue = .object([
        "kind": .string("option"), "shouldDisplay": .boolean(true), "valueName": .string(text),
        "abstract": .string(text), "names": .array([.object(["kind": .string("long"), "name": .string("name")])]),
      ])
      let help: JSONValue = .object([
        "command": .object([
          "commandName": .string("test"), "abstract": .string("Tests."), "discussion": .string("\(text)\n  \(text)"),
          "arguments": .array([option]),
        ])
      ])
      let sections = [ManualSection("MORE", [.entries([(text, text)]), .heading(text)])]
      let page = try #require(
        ManualPage(json: help.description, version: "1", date: "November 24, 2026", sections: sections, related: []))
      let lines = try await Self.text(page.source).split(separator: "\n").map { $0.drop { $0 == " " } }
      // The text itself, indented; what the option means; its value; the entry's term and meaning; the heading.
      #expect(lines.count { $0.contains(text) } >= 6, "\(text): \(lines.joined(separator: "\n"))")
    }
  }

  @Test("a description of another form is none")
  func otherForm() {
    for json in ["", "{}", "[]", "{\"command\":{}}", "{\"command\":{\"commandName\":1}}"] {
      #expect(ManualPage(json: json, version: "", date: "", sections: [], related: []) == nil)
    }
  }
}
