import Glibc
import TOML

/// The configuration file as it was found.
struct ConfigurationFile {
  let path: String
  let bytes: [UInt8]

  /// The folder of the user's files: `$XDG_CONFIG_HOME/ordertop`, or `~/.config/ordertop`; `nil`: there is no home.
  static var userFolder: String? {
    if let config = Environment.value("XDG_CONFIG_HOME"), config.hasPrefix("/") { return config + "/ordertop" }
    return Environment.value("HOME").map { $0 + "/.config/ordertop" }
  }

  /// Where the file is looked for unless somebody says otherwise.
  static var standardPath: String? { userFolder.map { $0 + "/config.toml" } }

  /// Reads the file of that path, or else the user's own, which need not be there.
  ///
  /// - Throws: ``Failure`` when it cannot be read.
  static func read(_ chosen: String?) throws -> ConfigurationFile? {
    guard let path = chosen ?? standardPath else { return nil }
    // Nobody asked for the user's own file, so a pipe there would be waited for without a word.
    if chosen == nil, !FileContents.isFile(path), access(path, F_OK) == 0 {
      throw Failure(.configuration, "\(path): not a file")
    }
    do throws(FileError) {
      return ConfigurationFile(path: path, bytes: try FileContents.read(path, limit: TOMLDocument.largestFile))
    } catch {
      if chosen == nil, error.isMissing { return nil }
      throw Failure(.configuration, "configuration \(error)")
    }
  }

  /// Where relative paths in the file begin.
  var folder: String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "" : String(path[..<slash])
  }

  /// What the user should know when the file holds header fields: others can read it.
  var permissionWarning: DocumentError? {
    guard let mode = FileContents.permissions(path), FileContents.isFile(path), mode & 0o077 != 0 else { return nil }
    return DocumentError(
      file: path,
      reason: "holds header fields and can be read by others (mode \(String(mode, radix: 8))); chmod 600 it")
  }
}
