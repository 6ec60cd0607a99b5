import ArgumentParser
import OrdertopConfiguration
import Persistence
import TOML

/// Options that a configuration takes over: they are stronger than the environment and the file.
protocol ConfigurationOverrides {
  func apply(to configuration: inout Configuration) throws
}

/// Where the configuration is. Shared by every command.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration file (default: $XDG_CONFIG_HOME/ordertop/config.toml, or ~/.config/ordertop/config.toml).",
      valueName: "file"), completion: .file(extensions: ["toml"]))
  var config: String?

  /// What is in force: options before the environment, that before the file, and that before the defaults.
  ///
  /// - Throws: ``Failure`` with all that is wrong.
  func effective(_ options: any ConfigurationOverrides...) throws -> Configuration {
    var configuration = Configuration(stateDirectory: StateDirectory.standardPath)
    if let file = try ConfigurationFile.read(config) {
      do throws(ConfigurationErrors) {
        try configuration.read(
          file.bytes, file: file.path, folder: file.folder, home: Environment.value("HOME"))
      } catch {
        throw Failure(.configuration, error.errors.map(\.description))
      }
      if !configuration.headers.value.isEmpty, let warning = file.permissionWarning {
        configuration.warnings.append(warning)
      }
    }
    configuration.read(environment: Environment.value)
    for options in options { try options.apply(to: &configuration) }
    switch configuration.conflict {
    case .options(let reason): throw Failure(.usage, reason)
    case .file(let error): throw Failure(.configuration, error.description)
    case nil: return configuration
    }
  }

  func validate() throws {
    if config == "" { throw ValidationError("--config is empty.") }
  }
}

extension StateDirectory {
  /// Where states are saved unless somebody says otherwise; `nil`: there is no home.
  static var standardPath: String? {
    if let state = Environment.value("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/ordertop" }
    return Environment.value("HOME").map { $0 + "/.local/state/ordertop" }
  }
}
