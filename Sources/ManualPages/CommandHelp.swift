import OrderProtocol

/// A command as it describes itself: what ArgumentParser's `--experimental-dump-help` prints.
struct CommandHelp: Sendable {
  /// What is typed, the commands above it included: `ordertop tail`.
  var words: [String]
  var abstract: String
  /// Paragraphs with a blank line between them; indented lines stand as they are.
  var discussion: String
  /// The subcommand that is meant when none is named.
  var defaultCommand: String?
  var arguments: [ArgumentHelp]
  /// The subcommands that are shown to users, without `help`.
  var commands: [CommandHelp]

  /// - Parameter json: everything about a program. `nil` when it is of another form.
  init?(_ json: String) {
    guard let command = JSONValue(json)?["command"] else { return nil }
    self.init(command)
  }

  private init?(_ value: JSONValue) {
    guard let name = value["commandName"]?.text else { return nil }
    words = (value["superCommands"]?.elements ?? []).compactMap(\.text) + [name]
    abstract = value["abstract"]?.text ?? ""
    discussion = value["discussion"]?.text ?? ""
    defaultCommand = value["defaultSubcommand"]?.text
    arguments = ArgumentHelp.joined(
      (value["arguments"]?.elements ?? []).filter(\.isShown).compactMap(ArgumentHelp.init))
    commands = (value["subcommands"]?.elements ?? []).filter { $0.isShown && $0["commandName"]?.text != "help" }
      .compactMap { CommandHelp($0) }
  }

  /// The name without the commands above it.
  var name: String { words.last ?? "" }

  /// All commands below it, each followed by its own.
  var descendants: [CommandHelp] { commands.flatMap { [$0] + $0.descendants } }
}

/// An argument as its command describes it.
struct ArgumentHelp: Equatable, Sendable {
  /// `--url`, `-h`; none for what is told by its place.
  var names: [String]
  /// The value's name; `nil` for a flag.
  var value: String?
  /// The heading under which help shows it.
  var title: String?
  var abstract: String
  var discussion: String
  /// All values there are, when they can be listed.
  var values: [String]
  var defaultValue: String?
  var isOptional: Bool
  var isRepeating: Bool

  init?(_ help: JSONValue) {
    names = (help["names"]?.elements ?? []).compactMap { name in
      name["name"]?.text.map { (name["kind"]?.text == "long" ? "--" : "-") + $0 }
    }
    value = help["kind"]?.text == "flag" ? nil : help["valueName"]?.text
    title = help["sectionTitle"]?.text
    abstract = help["abstract"]?.text ?? ""
    discussion = help["discussion"]?.text ?? ""
    values = (help["allValues"]?.elements ?? []).compactMap(\.text)
    defaultValue = help["defaultValue"]?.text
    isOptional = help["isOptional"] == .boolean(true)
    isRepeating = help["isRepeating"] == .boolean(true)
    guard !names.isEmpty || value != nil else { return nil }
  }

  /// Arguments with each flag and the one that takes it back, `--loop` and `--no-loop`, made into one.
  static func joined(_ arguments: [ArgumentHelp]) -> [ArgumentHelp] {
    arguments.reduce(into: []) { joined, argument in
      if let last = joined.last, last.value == nil, argument.names == last.names.map({ "--no-" + $0.dropFirst(2) }) {
        joined[joined.count - 1].names += argument.names
      } else {
        joined.append(argument)
      }
    }
  }

  /// Whether every command has it.
  var isGeneral: Bool { names.contains("--help") || names.contains("--version") }
}

extension JSONValue {
  fileprivate subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  fileprivate var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  fileprivate var elements: [JSONValue] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }

  /// Whether the command or argument is for users to see.
  fileprivate var isShown: Bool { self["shouldDisplay"] != .boolean(false) }
}
