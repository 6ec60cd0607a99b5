import Glibc
import TestSupport
import Testing

@testable import OrdertopConfiguration

/// `ordertop config`, and what can be said in a configuration file.
@Suite(.serialized) struct ConfigTests {
  private let files: TemporaryFolder

  init() throws { files = try TemporaryFolder() }

  private func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> (status: Int32, output: String, errors: [String]) {
    let environment = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let program = try ChildProgram.ordertop(arguments, environment: environment)
    let status = try await program.end()
    return (status, await program.outputText, await program.errorLines.map(String.init))
  }

  /// The printed line of a value, up to its comment and the comment.
  private func line(_ name: String, in output: String) -> (value: String, source: String)? {
    for line in output.split(separator: "\n") where line.hasPrefix("\(name) = ") {
      let parts = line.dropFirst(name.count + 3).split(separator: "#", maxSplits: 1)
      return (
        String((parts.first ?? "").split(separator: "  ").first ?? "").trimmingSpace,
        String(parts.dropFirst().first ?? "").trimmingSpace
      )
    }
    return nil
  }

  @Test("without a file it prints the defaults, and that they are")
  func defaults() async throws {
    let config = try await run(["config"], environment: ["HOME": files.path("home")])
    #expect(config.status == 0)
    #expect(config.errors.isEmpty)
    let lines = config.output.split(separator: "\n").filter { !$0.hasPrefix("[") }
    #expect(lines.count > 60)
    #expect(lines.allSatisfy { $0.hasSuffix(" # default") })
    #expect(config.output.contains("dir = \"\(files.path("home"))/.local/state/ordertop\""))
  }

  @Test("the file is $XDG_CONFIG_HOME/ordertop/config.toml, else ~/.config/ordertop/config.toml, else that of --config")
  func places() async throws {
    mkdir(files.path("x"), 0o700)
    mkdir(files.path("x/ordertop"), 0o700)
    mkdir(files.path(".config"), 0o700)
    mkdir(files.path(".config/ordertop"), 0o700)
    try files.write("demo.speed = 2", to: "x/ordertop/config.toml")
    try files.write("demo.speed = 3", to: ".config/ordertop/config.toml")
    try files.write("demo.speed = 4", to: "own.toml")
    let home = files.path(".").dropLast(2)
    let both = ["XDG_CONFIG_HOME": "\(home)/x", "HOME": String(home)]
    for (arguments, environment, speed, file) in [
      ([], both, "2", "x/ordertop/config.toml"), ([], ["HOME": String(home)], "3", ".config/ordertop/config.toml"),
      (["--config", files.path("own.toml")], both, "4", "own.toml"),
    ] {
      let config = try await run(["config"] + arguments, environment: environment)
      #expect(line("speed", in: config.output)?.value == speed)
      #expect(line("speed", in: config.output)?.source == files.path(file) + ":1:6")
      let path = try await run(["config", "--path"] + arguments, environment: environment)
      #expect(path.output == files.path(file) + "\n")
    }
    #expect(try await run(["config", "--path"]).status == 78)
  }

  @Test("a file that was named must be there; whichever, it must be readable")
  func missing() async throws {
    mkdir(files.path("ordertop"), 0o700)
    mkfifo(files.path("ordertop/config.toml"), 0o600)
    let environment = ["XDG_CONFIG_HOME": files.path("")]
    for (arguments, environment, reason) in [
      (["--config", files.path("none.toml")], [:], "no such file or directory"),
      (["--config", files.path(".")], [:], "is a directory"), ([], environment, "not a file"),
    ] {
      for command in [["config"], ["tail"], ["status"], ["export"], ["demo"], ["record", "--output", "-"], []] {
        let result = try await run(command + arguments, environment: environment)
        #expect(result.status == 78, "\(command)")
        #expect(result.errors.count == 1 && result.errors.first?.contains(reason) == true, "\(result.errors)")
        #expect(result.output.isEmpty)
      }
    }
  }

  @Test("every mistake is one clean line with its place, on every command, and 78")
  func mistakes() async throws {
    try files.write("[stream]\nulr = 'x'\n[screen]\nascii = \"\\u001b[2J\"\ntheme = 3\n", to: "c.toml")
    let file = files.path("c.toml")
    for command in [["config"], ["tail"], ["status"], ["export"], ["demo"], ["record", "--output", "-"], []] {
      let result = try await run(command + ["--config", file])
      #expect(result.status == 78, "\(command)")
      #expect(
        result.errors == [
          "ordertop: \(file):2:1: unknown key 'ulr' in [stream]; did you mean 'url'?",
          "ordertop: \(file):4:9: screen.ascii: should be true or false, not a string",
          "ordertop: \(file):5:9: screen.theme: should be a string, not a number",
        ], "\(command)")
      #expect(result.output.isEmpty)
    }
    let tmux = try await run(["status", "--format", "tmux", "--config", file])
    #expect(tmux.status == 78)
    #expect(tmux.output.contains("UNREADABLE"))
  }

  @Test("a theme that is not there is told where it was asked for")
  func theme() async throws {
    try files.write("[screen]\ntheme = 'papr'\n", to: "c.toml")
    for command in ["config", "demo"] {
      let result = try await run([command, "--config", files.path("c.toml")])
      #expect(result.status == 78)
      #expect(
        result.errors.first?.hasPrefix("ordertop: \(files.path("c.toml")):2:1: screen.theme: no theme 'papr'; ") == true
      )
      #expect(result.errors.first?.hasSuffix("; did you mean 'paper'?") == true, "\(result.errors)")
    }
    #expect(try await run(["config", "--config", files.path("c.toml"), "--theme", "paper"]).status == 0)
    #expect(try await run(["config", "--config", files.path("c.toml"), "--theme", "papr"]).status == 65)
  }

  @Test("an option beats its environment variable, which beats the file, which beats the default")
  func precedence() async throws {
    try files.write("[stream]\nurl = 'http://file/'\ntoken-file = 'token'\n", to: "c.toml")
    let arguments = ["config", "--config", files.path("c.toml")]
    let environment = ["ORDERTOP_URL": "http://environment/", "ORDERTOP_TOKEN": "hunter2"]
    let file = try await run(arguments)
    #expect(line("url", in: file.output)?.value == "\"http://file/\"")
    #expect(line("token-file", in: file.output)?.value == "\"\(files.path("token"))\"")
    let variable = try await run(arguments, environment: environment)
    #expect(line("url", in: variable.output)?.value == "\"http://environment/\"")
    #expect(line("url", in: variable.output)?.source == "environment ORDERTOP_URL")
    #expect(variable.output.contains("# environment ORDERTOP_TOKEN\n") && !variable.output.contains("hunter2"))
    let option = try await run(
      arguments + ["--url", "http://option/", "--token-file", "/t"], environment: environment)
    #expect(line("url", in: option.output)?.value == "\"http://option/\"")
    #expect(line("url", in: option.output)?.source == "--url")
    #expect(line("token-file", in: option.output)?.value == "\"/t\"")
  }

  @Test("what is printed can be saved and read back, to the same effect")
  func readBack() async throws {
    try files.write(
      """
      [stream]
      url = "http://h/x"
      event-types = ["a", "b"]
      heartbeat-timeout = 2.5
      [limits]
      PENDING = "20m"
      "\\u001B" = 3
      [keys]
      filter = ["F12", "\\""]
      [notifications]
      command = ["notify-send", "Bestellung #1"]
      """, to: "c.toml")
    let first = try await run(
      ["config", "--config", files.path("c.toml"), "--retry-base", "0.1", "--journal-size", "3M", "--no-ascii"])
    #expect(first.status == 0, "\(first.errors)")
    try files.write(first.output, to: "saved.toml")
    let second = try await run(["config", "--config", files.path("saved.toml")])
    #expect(second.status == 0, "\(second.errors)")
    func values(_ output: String) -> [String] {
      output.split(separator: "\n").map { String($0.prefix(upTo: $0.lastIndex(of: "#") ?? $0.endIndex)).trimmingSpace }
    }
    #expect(values(second.output) == values(first.output))
    #expect(second.output.contains("retry-base = 0.1 "))
  }

  @Test("a file with header values that others can read is warned of, and only that")
  func permissions() async throws {
    try files.write("[stream]\nurl = 'http://127.0.0.1:1/'\nmax-retries = 0\nheaders = ['X: hunter2']", to: "c.toml")
    let path = files.path("c.toml")
    for command in ["config", "tail"] {
      chmod(path, 0o600)
      #expect(try await !run([command, "--config", path]).errors.contains { $0.contains("chmod") })
      chmod(path, 0o640)
      let result = try await run([command, "--config", path])
      #expect(
        result.errors.contains(
          "ordertop: \(path): holds header fields and can be read by others (mode 640); chmod 600 it"),
        "\(result.errors)")
      #expect(!(result.output + result.errors.joined()).contains("hunter2"))
    }
    try files.write("[screen]\nascii = true", to: "c.toml")
    #expect(try await run(["config", "--config", path]).errors.isEmpty)
  }

  @Test("two settings that cannot both be: 78 when the file says so, 64 when an option does")
  func conflict() async throws {
    try files.write("[state]\nclosed-in-state = '2h'", to: "c.toml")
    let arguments = ["config", "--config", files.path("c.toml")]
    let file = try await run(arguments)
    #expect(file.status == 78)
    #expect(file.errors.first?.contains("c.toml:2:1: state.closed-in-state must not be shorter than") == true)
    #expect(try await run(arguments + ["--closed-on-board", "3h"]).status == 64)
    #expect(try await run(arguments + ["--closed-on-board", "1h"]).status == 0)
  }

  @Test("a locale without UTF-8 gets none, and what it gets is read back as the same")
  func ascii() async throws {
    try files.write("[stream]\ncustomer-id = 'Käufer 😀'\n[limits]\n'geprüft' = 1", to: "c.toml")
    let config = try await run(["config", "--config", files.path("c.toml")], environment: ["LC_ALL": "C"])
    #expect(config.output.utf8.allSatisfy { $0 < 0x80 })
    try files.write(config.output, to: "saved.toml")
    let again = try await run(["config", "--config", files.path("saved.toml")])
    #expect(line("customer-id", in: again.output)?.value == "\"Käufer 😀\"")
    #expect(line("\"geprüft\"", in: again.output) != nil)
  }

  @Test("the example of the README is a good file, and shows every section")
  func example() async throws {
    let readme = try SourceFolder.text("README.md")
    let after = readme.split(separator: "<!-- the configuration file -->\n```toml\n", maxSplits: 1).last ?? ""
    let text = String(after.split(separator: "```", maxSplits: 1).first ?? "")
    try files.write(text, to: "example.toml")
    let config = try await run(["config", "--config", files.path("example.toml")], environment: ["HOME": "/home/me"])
    #expect(config.status == 0, "\(config.errors)")
    for section in ConfigurationSection.all { #expect(text.contains("\n[\(section.name)]"), "\(section.name)") }
  }

  @Test("wrong usage is 64")
  func usage() async throws {
    for arguments in [["--config", ""], ["--config"], ["--heartbeat-timeout", "0"], ["--header", "x"], ["extra"]] {
      #expect(try await run(["config"] + arguments).status == 64, "\(arguments)")
    }
  }
}

extension String {
  fileprivate var trimmingSpace: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return String(text)
  }
}
