import Foundation
import Glibc
import TestSupport
import Testing

/// A state directory, the dashboards that save to it, and what others find in it.
struct BoardFolder: Sendable {
  private let files: TemporaryFolder?
  /// The state directory; made by the first dashboard.
  let path: String

  init() throws {
    let files = try TemporaryFolder()
    self.files = files
    path = files.path("state")
  }

  /// One that is there already.
  init(path: String) {
    files = nil
    self.path = path
  }

  /// The names of all files in it.
  var names: [String] {
    guard let entries = opendir(path) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  /// Starts a dashboard in a terminal that nobody looks at unless the test does.
  func watch(
    _ url: String, _ arguments: String..., columns: Int = 100, rows: Int = 30, environment: [String: String] = [:]
  ) async throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(columns: columns, rows: rows)
    try await terminal.start(
      BuiltProgram.path("ordertop"), ["--url", url, "--state-dir", path] + arguments,
      environment: PseudoTerminal.environment.merging(environment) { $1 })
    return terminal
  }

  /// Runs a command on the directory until it ends.
  func run(_ arguments: String...) async throws -> (status: Int32, output: [UInt8], errors: String) {
    try await run(arguments)
  }

  private func run(_ arguments: [String]) async throws -> (status: Int32, output: [UInt8], errors: String) {
    let program = try ChildProgram.ordertop(arguments + ["--state-dir", path])
    let status = try await program.end()
    return (status, await program.outputBytes, await program.errorText)
  }

  /// The saved orders.
  func export(_ arguments: String...) async throws -> NSArray {
    let (status, output, errors) = try await run(["export"] + arguments)
    #expect(status == 0, "\(errors)")
    return try #require(JSONSerialization.jsonObject(with: Data(output)) as? NSArray)
  }

  /// The ids of the saved orders, sorted by their bytes.
  func orderIDs(_ arguments: String...) async throws -> [String] {
    let (status, output, errors) = try await run(["export"] + arguments)
    #expect(status == 0, "\(errors)")
    let orders = try JSONSerialization.jsonObject(with: Data(output)) as? [[String: Any]]
    return orders?.compactMap { $0["orderId"] as? String } ?? []
  }

  /// What `status --format json` tells.
  func status(_ arguments: String...) async throws -> [String: Any] {
    let (status, output, errors) = try await run(["status", "--format", "json"] + arguments)
    #expect(status == 0, "\(errors)")
    return try #require(JSONSerialization.jsonObject(with: Data(output)) as? [String: Any])
  }

  /// Waits until an order of that id is saved.
  func saves(_ id: String, _ arguments: String..., within limit: Duration = .seconds(60)) async throws {
    let deadline = ContinuousClock.now + limit
    while true {
      let (status, output, _) = try await run(["export"] + arguments)
      if status == 0, output.firstRange(of: Array("\"\(id)\"".utf8)) != nil { return }
      try #require(ContinuousClock.now < deadline, "\(id) was not saved")
      try await Task.sleep(for: .milliseconds(50))
    }
  }
}

extension LoopbackServer {
  /// Waits for a request.
  func receives(request index: Int, within limit: Duration = .seconds(60)) async throws {
    let deadline = ContinuousClock.now + limit
    while requests.count <= index, .now < deadline { try await Task.sleep(for: .milliseconds(5)) }
    try #require(requests.count > index, "there were \(requests.count) requests")
  }

  /// The position that a request asked for; empty: none.
  func position(ofRequest index: Int) async throws -> String {
    try await receives(request: index)
    return fields("Last-Event-ID", ofRequest: index).first ?? ""
  }
}
