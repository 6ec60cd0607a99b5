import ArgumentParser
import BundledThemes
import Dashboard
import Glibc
import OrdertopConfiguration
import TOML

/// How the dashboard looks. Shared by the commands that show it.
struct ScreenOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The theme to start with; T changes it (default: the last one used, or \(ThemeCatalog.defaultName)).",
      valueName: "name"), completion: .theme)
  var theme: String?

  @Flag(inversion: .prefixedNo, help: "Draw with ASCII characters only.")
  var ascii: Bool?

  @Flag(
    inversion: .prefixedNo, help: "Start with the big-number board, for a screen on the wall; b shows the orders.")
  var board: Bool?
}

extension ScreenOptions: ConfigurationOverrides {
  func apply(to configuration: inout Configuration) {
    configuration.theme.override(theme, from: .option("--theme"))
    configuration.ascii.override(ascii, from: .option(ascii == false ? "--no-ascii" : "--ascii"))
    configuration.board.override(board, from: .option(board == false ? "--no-board" : "--board"))
  }
}

extension Configuration {
  /// The themes there are, with the chosen one read.
  ///
  /// - Parameter saved: the one that was used last; taken when none was asked for and it still can be read.
  func themes(saved: String? = nil) throws -> ThemeChoice {
    var catalog = ThemeCatalog.current()
    if theme.value == nil, let saved, let selected = try? catalog.theme(named: saved) {
      return ThemeChoice(catalog: catalog, selected: selected)
    }
    let name = theme.value ?? ThemeCatalog.defaultName
    do throws(ThemeError) {
      return ThemeChoice(catalog: catalog, selected: try catalog.theme(named: name))
    } catch {
      // That there is no such theme is the configuration's mistake, that it is broken is not.
      guard case .file(let file, let position) = theme.source, !catalog.names.contains(name) else {
        throw Failure(.data, "\(error)")
      }
      let mistake = DocumentError(
        file: file, position: position, reason: "screen.theme: \(error.reason)", suggestion: error.suggestion)
      throw Failure(.configuration, "\(mistake)")
    }
  }
}

extension ThemeCatalog {
  /// The bundled themes and the user's, as they are now.
  static func current() -> ThemeCatalog {
    ThemeCatalog(
      bundled: BundledThemes.all.map { ThemeSource(file: $0.file, bytes: $0.bytes) }, user: UserThemes.read())
  }
}

/// The user's own theme files: `$XDG_CONFIG_HOME/ordertop/themes/*.toml`.
enum UserThemes {
  /// No more files are looked at.
  static let fileLimit = 200
  /// No larger file is read.
  static let sizeLimit = 256 * 1024

  static func read() -> [ThemeSource] {
    guard let folder, let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var sources: [ThemeSource] = []
    while sources.count < fileLimit, let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        // The kernel ends every d_name with a NUL.
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasSuffix(".toml") else { continue }
      let path = folder + "/" + name
      sources.append(source(path))
    }
    return sources
  }

  private static func source(_ path: String) -> ThemeSource {
    // A pipe would be waited for.
    guard FileContents.isFile(path) else { return ThemeSource(file: path, bytes: [], problem: "not a file") }
    do throws(FileError) {
      return ThemeSource(file: path, bytes: try FileContents.read(path, limit: sizeLimit))
    } catch {
      return ThemeSource(file: path, bytes: [], problem: error.reason)
    }
  }

  private static var folder: String? { ConfigurationFile.userFolder.map { $0 + "/themes" } }
}
