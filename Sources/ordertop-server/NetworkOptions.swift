import ArgumentParser
import OrderServer

/// Where the server listens, and to whom it answers.
struct NetworkOptions: ParsableArguments {
  @Option(help: "The address to listen on. Publishing over a network needs a token.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 for any. The URL is printed once it can be reached.")
  var port = 8080

  @Option(
    help: ArgumentHelp("File with the bearer token that streams need; read again as it changes.", valueName: "path"),
    completion: .file())
  var tokenFile: String?

  @Option(
    help: ArgumentHelp("File with the bearer token that publishing needs (default: as streams).", valueName: "path"),
    completion: .file())
  var publishTokenFile: String?

  @Option(
    help: ArgumentHelp("File with the customers there are, one id a line; others are not found.", valueName: "file"),
    completion: .file())
  var customers: String?

  @Flag(help: "Say on standard error when a stream ends, and why.")
  var verbose = false

  func validate() throws {
    guard !host.isEmpty else { throw ValidationError("--host must not be empty.") }
    guard (0...65535).contains(port) else { throw ValidationError("--port must be from 0 to 65535.") }
  }

  func endpoint() throws -> EndpointSettings {
    do {
      let token = try tokenFile.map { try TokenFile($0) }
      return EndpointSettings(
        token: token, publishToken: try publishTokenFile.map { try TokenFile($0) } ?? token,
        customers: try customers.map { try Self.customers($0) })
    } catch let error as TokenFile.Unusable {
      throw Failure(.configuration, error.description)
    } catch let error as FileError {
      throw Failure(error.isMissing ? .noInput : .data, "customers \(error)")
    }
  }

  /// Ids, one a line; blank lines mean nothing.
  private static func customers(_ path: String) throws -> Set<[UInt8]> {
    let lines = try ServerFile.read(path, limit: 64 * 1024 * 1024).split(separator: UInt8(ascii: "\n"))
    return Set(lines.map { $0.last == UInt8(ascii: "\r") ? Array($0.dropLast()) : Array($0) }.filter { !$0.isEmpty })
  }
}
