package import TOML

/// Where a value is from, the strongest last.
package enum ConfigurationSource: Equatable, Sendable {
  case `default`
  /// The configuration file, and where in it.
  case file(String, TextPosition)
  /// The environment variable of that name.
  case environment(String)
  /// The option of that name, e.g. `--url`.
  case option(String)

  /// In words, safe to print: `default`, `/home/x/.config/ordertop/config.toml:12:3`, `environment ORDERTOP_URL`, `--url`.
  package var description: String {
    switch self {
    case .default: "default"
    case .file(let file, let position):
      "\(DocumentError.printable(file, limit: 1_000)):\(position.line):\(position.column)"
    case .environment(let name): "environment \(name)"
    case .option(let name): name
    }
  }
}

/// A value that can be chosen, and who has chosen it.
package struct Setting<Value: Equatable & Sendable>: Equatable, Sendable {
  package private(set) var value: Value
  package private(set) var source = ConfigurationSource.default

  package init(_ value: Value) { self.value = value }

  /// Replaces the value. Sources are applied from the weakest to the strongest.
  package mutating func set(_ value: Value, from source: ConfigurationSource) {
    self.value = value
    self.source = source
  }

  /// Replaces the value if there is another.
  package mutating func override(_ value: Value?, from source: ConfigurationSource) {
    if let value { set(value, from: source) }
  }

  /// Replaces the value if there is another.
  package mutating func override<Wrapped>(_ value: Wrapped?, from source: ConfigurationSource)
  where Value == Wrapped? {
    if let value { set(value, from: source) }
  }
}
