package import Dashboard
import TerminalUI

/// Which keys do what, and who says so.
package struct KeySettings: Equatable, Sendable {
  /// The keys that were chosen, by action.
  private(set) var changes: [String: Setting<[Key]>] = [:]
  /// The keys that the table is made with.
  package private(set) var table = KeyTable.standard

  /// Chooses the keys of an action. Nothing changes before ``apply()``.
  mutating func set(_ action: String, _ keys: [Key], from source: ConfigurationSource) {
    var setting = Setting<[Key]>([])
    setting.set(keys, from: source)
    changes[action] = setting
  }

  /// Makes the table of all that was chosen.
  ///
  /// - Returns: why keys cannot be had, one of them for each action; these are left out.
  mutating func apply() -> [(source: ConfigurationSource, reason: String)] {
    let standard = KeyTable.standard.bindings
    var problems: [(source: ConfigurationSource, reason: String)] = []
    while true {
      // Looking for conflicts is the dearest part of reading, and a printed file states all keys as they come.
      var wanted = changes.mapValues(\.value)
      for binding in standard where wanted[binding.action] == binding.keys { wanted[binding.action] = nil }
      do throws(KeyConflict) {
        table = try KeyTable.standard.remapping(wanted)
        return problems
      } catch {
        guard let refused = changes.removeValue(forKey: error.action) else { return problems }
        problems.append((refused.source, "keys.\(error.action): \(error)"))
      }
    }
  }

  /// The keys of every action, in the order of the help; those that no terminal tells apart are one.
  var all: [(action: String, keys: [Key], source: ConfigurationSource)] {
    table.bindings.map { binding in
      var keys: [Key] = []
      for key in binding.keys {
        let key = Key(named: key.configurationName) ?? key
        if !keys.contains(key) { keys.append(key) }
      }
      return (binding.action, keys, changes[binding.action]?.source ?? .default)
    }
  }
}
