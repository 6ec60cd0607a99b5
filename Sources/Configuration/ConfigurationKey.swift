import TOML

/// One line of a section, when it is printed.
enum ConfigurationLine: Equatable {
  /// A value that is read back from here.
  case value(name: String, text: String, source: ConfigurationSource)
  /// What is no value: not set, or a secret.
  case remark(name: String, text: String, source: ConfigurationSource)
}

/// A key that a section of the file can have.
package struct ConfigurationKey: Sendable {
  package let name: String
  /// The option of the command line that says the same, e.g. `--url`; `nil`: there is none.
  package let option: String?
  /// What it says, as a sentence, where no option of the command line tells; otherwise that it is as that option.
  package let meaning: String
  let read:
    @Sendable (TOMLTable.Entry, FileContext, inout Configuration, ConfigurationSource) throws(ValueProblem) -> Void
  let line: @Sendable (Configuration) -> ConfigurationLine
}

extension ConfigurationKey {
  /// A value that is always there.
  init<Value>(
    _ name: String, option: String, _ path: any WritableKeyPath<Configuration, Setting<Value>> & Sendable,
    _ form: ValueForm<Value>, secret: (@Sendable (Value) -> String?)? = nil
  ) {
    self.init(name, option: option, meaning: "As `\(option)`.", path, form, secret: secret)
  }

  /// A value that is always there, and for which there is no option.
  init<Value>(
    _ name: String, meaning: String, _ path: any WritableKeyPath<Configuration, Setting<Value>> & Sendable,
    _ form: ValueForm<Value>
  ) {
    self.init(name, option: nil, meaning: meaning, path, form, secret: nil)
  }

  private init<Value>(
    _ name: String, option: String?, meaning: String,
    _ path: any WritableKeyPath<Configuration, Setting<Value>> & Sendable, _ form: ValueForm<Value>,
    secret: (@Sendable (Value) -> String?)?
  ) {
    self.name = name
    self.option = option
    self.meaning = meaning
    read = { (entry, context, configuration, source) throws(ValueProblem) in
      configuration[keyPath: path].set(try form.read(entry.value, context), from: source)
    }
    line = { configuration in
      let setting = configuration[keyPath: path]
      if let remark = secret?(setting.value) { return .remark(name: name, text: remark, source: setting.source) }
      return .value(name: name, text: form.text(setting.value), source: setting.source)
    }
  }

  /// A value that can be missing.
  ///
  /// - Parameter absent: what happens then.
  init<Value>(
    _ name: String, option: String, _ path: any WritableKeyPath<Configuration, Setting<Value?>> & Sendable,
    _ form: ValueForm<Value>, absent: String, secret: (@Sendable (Value) -> String?)? = nil
  ) {
    self.name = name
    self.option = option
    meaning = "As `\(option)`."
    read = { (entry, context, configuration, source) throws(ValueProblem) in
      configuration[keyPath: path].set(try form.read(entry.value, context), from: source)
    }
    line = { configuration in
      let setting = configuration[keyPath: path]
      guard let value = setting.value else { return .remark(name: name, text: absent, source: setting.source) }
      if let remark = secret?(value) { return .remark(name: name, text: remark, source: setting.source) }
      return .value(name: name, text: form.text(value), source: setting.source)
    }
  }
}

extension ConfigurationLine {
  /// The value, or what stands in its place.
  var text: String {
    switch self {
    case .value(_, let text, _), .remark(_, let text, _): text
    }
  }
}

extension ConfigurationKey {
  /// What is in force where nobody says anything else, as the file would state it, or in words.
  ///
  /// - Parameter configuration: the defaults.
  package func standard(in configuration: Configuration) -> String { line(configuration).text }
}
