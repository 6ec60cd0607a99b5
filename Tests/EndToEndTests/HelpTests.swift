import ArgumentParser
import Dashboard
import Glibc
import TerminalUI
import TestSupport
import Testing

@testable import ordertop

/// What `--help` says, and whether it is true.
@Suite struct HelpTests {
  /// Every command that users see.
  static let commands = [""] + Ordertop.configuration.subcommands.flatMap { names($0, below: "") }

  private static func names(_ command: any ParsableCommand.Type, below parents: String) -> [String] {
    guard command.configuration.shouldDisplay else { return [] }
    let name = parents + command._commandName
    return [name] + command.configuration.subcommands.flatMap { names($0, below: name + " ") }
  }

  private static func help(_ command: String) async throws -> String {
    let program = try ChildProgram.ordertop(command.split(separator: " ").map(String.init) + ["--help"])
    #expect(try await program.end() == 0)
    #expect(await program.errorText == "")
    return await program.outputText
  }

  @Test("every command's help has examples, and they can be typed as they stand", arguments: commands)
  func examples(_ command: String) async throws {
    let lines = try await Self.help(command).split(separator: "\n").filter { $0.hasPrefix("  ordertop") }
    #expect(!lines.isEmpty)
    for line in lines where !line.hasPrefix("  ordertop-server") { #expect(Self.problem(String(line)) == nil) }
  }

  @Test("every option of every command says what it does", arguments: commands)
  func options(_ command: String) async throws {
    let lines = try await Self.help(command).split(separator: "\n", omittingEmptySubsequences: false)
    for (line, next) in zip(lines, lines.dropFirst()) where line.hasPrefix("  -") {
      #expect(line.dropFirst(2).contains("  ") || next.hasPrefix("       "), "\(line)")
    }
  }

  @Test("the manual's examples can be typed as they stand")
  func manualExamples() {
    for line in Example.all.flatMap({ $0.command.split(separator: "\n") }) where line.contains("ordertop ") {
      guard line.drop(while: { $0 == " " }).hasPrefix("ordertop") else { continue }
      #expect(Self.problem(String(line)) == nil)
    }
  }

  @Test("the README's command lines can be typed as they stand")
  func readme() throws {
    let lines = try SourceFolder.text("README.md").split(separator: "\n").filter { $0.hasPrefix("ordertop ") }
    #expect(lines.count > 5)
    for line in lines { #expect(Self.problem(String(line)) == nil) }
  }

  @Test("the README's table has every letter that does something on the board")
  func keys() throws {
    let text = try SourceFolder.text("README.md")
    let section = try #require(text.split(separator: "\n## Keys\n").last?.split(separator: "\n#").first)
    let groups: Set<KeyGroup> = [.move, .look, .stream, .screen]
    for binding in KeyTable.standard.bindings where groups.contains(binding.group) {
      for case .character(let character) in binding.keys where character != " " {
        #expect(section.contains("`\(character)`"), "\(binding.action)")
      }
    }
  }

  @Test("each picture of the README is there, and is one of those that can be taken anew")
  func pictures() throws {
    let taking = try SourceFolder.text("Tests/Pictures/take")
    let names = try SourceFolder.text("README.md").matches(of: /\]\(\.pictures\/([a-z]+)\.png\)/).map(\.1)
    #expect(names.count > 4 && Set(names).count == names.count)
    for name in names {
      #expect(access(SourceFolder.path(".pictures/\(name).png"), R_OK) == 0)
      #expect(taking.contains("    \"\(name)\": ("), "\(name)")
    }
  }

  @Test("an option that is not there is told with a way to the help")
  func unknownOption() async throws {
    let program = try ChildProgram.ordertop(["tail", "--no-such-option"])
    #expect(try await program.end() == 64)
    #expect(await program.errorText.contains("ordertop tail --help"))
  }

  /// Why a line for the shell is refused; `nil` when it is not.
  static func problem(_ line: String) -> String? {
    do {
      _ = try Ordertop.parseAsRoot(Array(words(line).dropFirst()))
      return nil
    } catch {
      let isHelp = Ordertop.exitCode(for: error).isSuccess
      return isHelp ? nil : "\(line): \(Ordertop.message(for: error))"
    }
  }

  /// The words of the first command in a line, as a shell would give them.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    for character in line {
      if character == "'" {
        isQuoted.toggle()
        word = word ?? ""
      } else if isQuoted {
        word = (word ?? "") + String(character)
      } else if character == " " {
        if let word { words.append(word) }
        word = nil
      } else if "|>#&;".contains(character) {
        break
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + [word].compactMap { $0 }
  }
}
