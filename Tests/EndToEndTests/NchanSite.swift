import Glibc
import TestSupport
import Testing

@testable import ordertop

/// nginx machines with nchan and the Redis behind them, set up as in Tests/Recipes/nchan, on free ports of 127.0.0.1.
final class NchanSite {
  /// Whether Debian's nginx, libnginx-mod-nchan, redis-server and curl are installed; without them these tests are left
  /// out.
  static let isInstalled = [
    nginx, redis, "/usr/lib/nginx/modules/ngx_nchan_module.so", "/usr/bin/curl",
  ].allSatisfy { (path: String) in access(path, F_OK) == 0 }

  private static let nginx = "/usr/sbin/nginx"
  private static let redis = "/usr/bin/redis-server"
  private static let recipe =
    "\(#filePath)".split(separator: "/").dropLast(2).map { "/\($0)" }.joined() + "/Recipes/nchan/"

  private let folders: [TemporaryFolder]
  private let redisFolder: TemporaryFolder
  private let redisPort: UInt16
  let ports: [UInt16]
  /// The masters, in the order of the ports; `nil`: down.
  private(set) var machines: [ServiceProgram?] = []
  private var store: ServiceProgram?

  /// - Parameter machines: how many nginx there are.
  init(machines count: Int = 1) async throws {
    folders = try (0..<count).map { _ in try TemporaryFolder() }
    redisFolder = try TemporaryFolder()
    redisPort = try LoopbackServer.freePort()
    ports = try (0..<count).map { _ in try LoopbackServer.freePort() }
    try await startRedis()
    for (folder, port) in zip(folders, ports) {
      try folder.write(
        try Self.file(
          "nginx.conf",
          replacing: [
            "127.0.0.1:8080": "127.0.0.1:\(port)", "ping_interval 15": "ping_interval 1",
            "access_log off;": #"log_format position "after $http_last_event_id"; access_log access.log position;"#,
          ]), to: "nginx.conf")
      try folder.write(
        try Self.file("redis.conf", replacing: ["127.0.0.1:6379": "127.0.0.1:\(redisPort)"]), to: "redis.conf")
      machines.append(nil)
    }
    for index in machines.indices { try await startMachine(index) }
  }

  /// A file of the recipe with other ports; each text must be there.
  private static func file(_ name: String, replacing replacements: [String: String]) throws -> String {
    var text = String(decoding: try FileContents.read(recipe + name, limit: 65536), as: UTF8.self)
    for (old, new) in replacements {
      try #require(text.contains(old), "\(name) holds no \(old)")
      text.replace(old, with: new)
    }
    return text
  }

  /// The positions that ended requests to a machine asked for: a line each, like `after 1721053740:0`.
  func positions(_ machine: Int = 0) -> String { folders[machine].text("access.log") ?? "" }

  /// Where terminals connect.
  func url(_ machine: Int = 0) -> String { "http://127.0.0.1:\(ports[machine])/v1/orders/live" }

  func startMachine(_ index: Int) async throws {
    let folder = folders[index]
    machines[index] = try await ServiceProgram(
      Self.nginx, ["-p", folder.path(""), "-c", folder.path("nginx.conf"), "-e", "stderr"], port: ports[index])
  }

  /// Ends a machine in order, and waits for it.
  func stopMachine(_ index: Int = 0) { machines[index] = nil }

  /// Kills what serves the connections of a machine, and waits until it is gone; nginx puts another one in its place.
  func killWorker(_ index: Int = 0) async throws {
    let master = try #require(machines[index]?.program.id)
    let worker = try #require(ProcessStatus(master).children.first)
    kill(worker, SIGKILL)
    while ProcessStatus(master).children.contains(worker) { try await Task.sleep(for: .milliseconds(5)) }
  }

  func stopRedis() { store = nil }

  func startRedis() async throws {
    store = try await ServiceProgram(
      Self.redis,
      [
        "--bind", "127.0.0.1", "--port", "\(redisPort)", "--dir", redisFolder.path(""), "--appendonly", "yes", "--save",
        "",
      ],
      port: redisPort)
  }

  /// Publishes one event, with the recipe's script.
  func publish(_ type: String, _ data: String, customer: String = "", machine: Int = 0) async throws {
    let program = try ChildProgram(
      Self.recipe + "publish", [type, data, customer],
      environment: ["PATH": "/usr/bin:/bin", "PUBLISH_URL": "http://127.0.0.1:\(ports[machine])/publish"])
    let status = try await program.end(within: .seconds(60))
    let errors = await program.errorText
    try #require(status == 0, "\(errors)")
  }

  /// Passes a stream on to the first machine, with `ordertop tail` and the recipe's script.
  func relay(_ url: String) throws -> [ChildProgram] {
    // Instead of a shell's pipe, so that each process is one that ends with the test.
    let pipe = redisFolder.path("pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    let environment = ["PATH": "/usr/bin:/bin", "PUBLISH_URL": "http://127.0.0.1:\(ports[0])/publish"]
    let tail = "tail --url \(url) --format jsonl --retry-base 0.1 --max-retries unlimited"
    return try ["exec \(BuiltProgram.path("ordertop")) \(tail) > \(pipe)", "exec \(Self.recipe)relay < \(pipe)"].map {
      try ChildProgram("/bin/sh", ["-c", $0], environment: environment)
    }
  }

  /// Publishes an order of a customer for each number, of cust-0 and cust-1 in turn.
  func publish(orders numbers: ClosedRange<Int>, machine: Int = 0) async throws {
    for number in numbers {
      let customer = "cust-\(number % 2)"
      try await publish("order-created", Self.order(number), customer: customer, machine: machine)
    }
  }

  /// The data of one of these orders.
  static func order(_ number: Int) -> String {
    #"{"orderId":"order-\#(number)","customerId":"cust-\#(number % 2)","status":"CREATED"}"#
  }
}
