import Dashboard
import TOML
import TerminalUI

extension ConfigurationSection {
  /// No action needs more keys.
  static let keyLimit = 10

  /// `[keys]`: `filter = "F4"`, `pause = ["p", "space"]`, or `theme = []` for none.
  static let keys = ConfigurationSection(
    "keys",
    meaning: """
      For each action a key, or a list of keys; none for an empty list. The names of the actions stand beside the keys above. \
      A key is its character, or \(Key.configurationNames.joined(separator: ", ")), F1 to F12, \
      or ctrl- and a letter. A key that would mean two things in one place is refused.
      """
  ) { configuration in
    configuration.keys.all.map { action, keys, source in
      .value(
        name: TOMLText.key(action), text: TOMLText.list(keys.map { TOMLText.string($0.configurationName) }),
        source: source)
    }
  } read: { (entry, _, configuration, source) throws(ValueProblem) in
    let actions = KeyTable.standard.actions
    guard actions.contains(entry.key) else {
      throw ValueProblem(
        "there is no such action", at: entry.position, suggestion: nearestName(to: entry.key, among: actions))
    }
    configuration.keys.set(entry.key, try keys(entry.value), from: source)
  }

  private static func keys(_ value: TOMLValue) throws(ValueProblem) -> [Key] {
    guard case .array(let elements) = value.content else { return [try key(value)] }
    guard elements.count <= keyLimit else {
      throw ValueProblem("more than \(keyLimit) keys for one action", at: value.position)
    }
    var keys: [Key] = []
    for element in elements {
      let key = try key(element)
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  private static func key(_ value: TOMLValue) throws(ValueProblem) -> Key {
    let name = try value.string()
    if let key = Key(named: name) { return key }
    throw ValueProblem(
      "there is no key \(DocumentError.quoted(name)), or no terminal could send it", at: value.position,
      suggestion: nearestName(to: name, among: Key.understoodNames))
  }
}
