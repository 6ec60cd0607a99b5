import Glibc
import TestSupport
import Testing

/// The script that installs the programs, with what was built for these tests, and with small stand-ins.
@Suite(.serialized) struct InstallTests {
  private static let files =
    ["ordertop", "ordertop-server"].flatMap { program in
      [
        "bin/\(program)", "share/man/man1/\(program).1", "share/bash-completion/completions/\(program)",
        "share/zsh/site-functions/_\(program)", "share/fish/vendor_completions.d/\(program).fish",
      ]
    }

  private let folder: TemporaryFolder
  private var prefix: String { folder.path("a prefix") }

  init() throws { folder = try TemporaryFolder() }

  private static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private func run(
    _ path: String, _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> (status: Int32, output: String, errors: String) {
    let variables = ["PATH": "/usr/bin:/bin", "HOME": folder.path("home"), "LANG": "C.UTF-8"]
    let program = try ChildProgram(path, arguments, environment: variables.merging(environment) { $1 })
    let status = try await program.end(within: .seconds(120))
    return (status, await program.outputText, await program.errorText)
  }

  private func install(
    _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> (status: Int32, output: String, errors: String) {
    try await run("/bin/bash", [SourceFolder.path(".install")] + arguments, environment: environment)
  }

  /// Scripts in place of the programs, which print a word, or fail.
  private func standIns(saying word: String, failingAt failure: String = "none") throws -> String {
    let name = "programs-\(word)"
    mkdir(folder.path(name), 0o700)
    for program in ["ordertop", "ordertop-server"] {
      let script = "#!/bin/sh\ncase \"$1\" in \(failure)) exit 1;; esac\necho \"\(word) $*\"\n"
      try folder.write(script, to: "\(name)/\(program)")
      chmod(folder.path("\(name)/\(program)"), 0o700)
    }
    return folder.path(name)
  }

  /// The names in a folder that begin with a dot: what an installation leaves behind.
  private func leftovers() -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob("\(prefix)/.ordertop*", 0, nil, &found) == 0, let paths = found.gl_pathv else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
  }

  @Test("everything is put in its place, found there, and removed again")
  func programs() async throws {
    let (status, output, errors) = try await install(["--binaries", BuiltProgram.path(""), prefix])
    #expect(status == 0, "\(errors)")
    for file in Self.files { #expect(output.contains("installed \(prefix)/\(file)\n")) }
    #expect(leftovers().isEmpty)
    let version = try await run("\(prefix)/bin/ordertop", ["--version"])
    #expect(version.status == 0)
    try await expectToBeFound()

    let end = try await install(["--uninstall", prefix])
    #expect(end.status == 0)
    #expect(!Self.isThere("\(prefix)/bin") && !Self.isThere("\(prefix)/share"))
    #expect(try await install(["--uninstall", prefix]).output == "nothing of ordertop is in \(prefix)\n")
  }

  /// Asks man and the shells, as far as they are installed.
  private func expectToBeFound() async throws {
    let data = ["XDG_DATA_DIRS": "\(prefix)/share", "PATH": "\(prefix)/bin:/usr/bin:/bin"]
    if Self.isThere("/usr/bin/man") {
      for name in ["ordertop", "ordertop-server"] {
        let page = try await run("/usr/bin/man", ["-w", name], environment: data)
        #expect(page.output == "\(prefix)/share/man/man1/\(name).1\n")
      }
    }
    if Self.isThere("/usr/share/bash-completion/bash_completion") {
      let script = ". /usr/share/bash-completion/bash_completion; _completion_loader ordertop; complete -p ordertop"
      let found = try await run("/bin/bash", ["-c", script], environment: data)
      #expect(found.output.contains("-F _ordertop"), "\(found.errors)")
    }
    if Self.isThere("/usr/bin/zsh") {
      let script = "fpath=(\"$1\" $fpath); autoload -Uz compinit; compinit -u -D; print $_comps[ordertop]"
      let found = try await run(
        "/usr/bin/zsh", ["-fc", script, "-", "\(prefix)/share/zsh/site-functions"], environment: data)
      #expect(found.output == "_ordertop\n", "\(found.errors)")
    }
    if Self.isThere("/usr/bin/fish") {
      let found = try await run("/usr/bin/fish", ["-c", "complete -C 'ordertop exp'"], environment: data)
      #expect(found.output.hasPrefix("export\t"), "\(found.errors)")
    }
  }

  @Test("what was there is replaced, and other files stay")
  func replacing() async throws {
    #expect(try await install(["--binaries", try standIns(saying: "old"), prefix]).status == 0)
    try folder.write("", to: "a prefix/bin/other")
    let (status, output, _) = try await install(["--binaries", try standIns(saying: "new"), prefix])
    #expect(status == 0)
    for file in Self.files { #expect(output.contains("replaced \(prefix)/\(file)\n")) }
    let again = try await install(["--binaries", folder.path("programs-new"), prefix])
    #expect(again.status == 0)
    for file in Self.files { #expect(again.output.contains("unchanged \(prefix)/\(file)\n")) }
    #expect(folder.text("a prefix/share/man/man1/ordertop.1") == "new manual\n")
    #expect(try await install(["--uninstall", prefix]).status == 0)
    #expect(Self.isThere("\(prefix)/bin/other"))
    #expect(!Self.isThere("\(prefix)/share"))
  }

  @Test(
    "when something fails, what was there stays as it was",
    arguments: ["--version", "manual", "--generate-completion-script"])
  func failing(_ failure: String) async throws {
    #expect(try await install(["--binaries", try standIns(saying: "old"), prefix]).status == 0)
    let (status, output, errors) = try await install(
      ["--binaries", try standIns(saying: "new", failingAt: failure), prefix])
    #expect(status >= 64)
    #expect(output == "")
    #expect(errors.hasPrefix("install: "))
    #expect(folder.text("a prefix/share/man/man1/ordertop.1") == "old manual\n")
    #expect(leftovers().isEmpty)
  }

  @Test("a place that cannot be written to is told before anything is done")
  func placesInTheWay() async throws {
    let programs = try standIns(saying: "new")
    let device = try await install(["--binaries", programs, "/dev/null/prefix"])
    #expect(device.status == 73)
    #expect(device.errors == "install: cannot write to /dev/null\n")
    for part in ["", "/bin", "/bin/ordertop-server"] { mkdir(prefix + part, 0o700) }
    let inTheWay = try await install(["--binaries", programs, prefix])
    #expect(inTheWay.status == 73)
    #expect(inTheWay.errors == "install: \(prefix)/bin/ordertop-server is a folder, and in the way\n")
    #expect(!Self.isThere("\(prefix)/bin/ordertop"))
  }

  @Test("what a build needs and is not there is told, with a way to get it")
  func missing() async throws {
    mkdir(folder.path("tools"), 0o700)
    for tool in ["dirname", "sed", "cat"] { symlink("/usr/bin/\(tool)", folder.path("tools/\(tool)")) }
    let tools = ["PATH": folder.path("tools")]
    let noSwift = try await install([prefix], environment: tools)
    #expect(noSwift.status == 69)
    #expect(noSwift.errors.hasPrefix("install: Swift is not installed"))

    let libraries = folder.path("swift")
    try folder.write("#!/bin/sh\necho '  \"runtimeResourcePath\": \"\(libraries)\"'\n", to: "tools/swift")
    chmod(folder.path("tools/swift"), 0o700)
    let notStatic = try await install([prefix], environment: tools)
    #expect(notStatic.status == 69)
    #expect(notStatic.errors.contains("no static libraries (\(libraries)_static)"))

    mkdir("\(libraries)_static", 0o700)
    mkdir("\(libraries)_static/linux", 0o700)
    let noPackages = try await install([prefix], environment: tools)
    #expect(noPackages.status == 69)
    let packages = "git pkg-config libcurl4-openssl-dev libncurses-dev libsqlite3-dev"
    #expect(noPackages.errors.contains("apt-get install --no-install-recommends \(packages)\n"))
    #expect(!Self.isThere(prefix))
  }

  @Test("wrong usage is 64, and does nothing")
  func usage() async throws {
    for arguments in [["--no-such"], ["a", "b"], ["--binaries"], [""]] {
      #expect(try await install(arguments).status == 64)
    }
    #expect(try await install([], environment: ["HOME": ""]).status == 64)
    #expect(try await install(["--help"]).output.hasPrefix("usage: ./.install"))
  }
}
