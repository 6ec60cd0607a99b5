import TestSupport
import Testing

@Suite("Promise 13: arguments are shown as harmlessly as what the network sends", .serialized)
struct Promise13ArgumentsTests {
  private static let attack = "\u{1B}]52;c;eA==\u{7}\u{1B}[2J\u{9B}31m\u{202E}\u{200B}é\r"

  static let commandLines: [[String]] = [
    ["--" + attack], [attack], ["tail", "--" + attack], ["tail", "--url", attack],
    ["tail", "--url", "http://h/", "--since", attack], ["tail", "--url", "http://h/", "--format", attack],
    ["tail", "--url", "http://h/", "--max-retries", attack], ["tail", "--url", "http://h/", "--header", attack],
    ["tail", "--url", "http://h/", "--header", "\(attack): x"],
    ["tail", "--url", "http://h/", "--token-file", attack], ["tail", "--url", "http://h/", "--cacert", attack],
    ["demo", "--theme", attack], ["demo", "--recording", attack], ["demo", "--speed", attack],
    ["--generate-completion-script", attack], ["config", "--config", attack], ["status", "--config", attack],
  ]

  @Test("no argument reaches the terminal raw, and no other locale gets UTF-8", arguments: commandLines)
  func arguments(_ arguments: [String]) async throws {
    for (locale, isUTF8) in [("C.UTF-8", true), ("C", false)] {
      let program = try ChildProgram.ordertop(arguments, environment: ["LC_ALL": locale, "TERM": "xterm"])
      #expect(try await program.end() >= 64)
      let bytes = await program.errorBytes + program.outputBytes
      let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
      #expect(!scalars.isEmpty)
      #expect(!scalars.contains { $0 != "\n" && $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
      #expect(!scalars.contains { ["\u{202E}", "\u{200B}"].contains($0) })
      if !isUTF8 { #expect(!scalars.contains { !$0.isASCII }) }
    }
  }

  @Test("a header without a colon may be a secret, and is not repeated")
  func headerWithoutColon() async throws {
    let program = try ChildProgram.ordertop(["tail", "--url", "http://h/", "--header", "Bearer hunter2"])
    #expect(try await program.end() == 64)
    #expect(await program.errorText == "ordertop: --header wants 'Name: value', and one has no colon\n")
  }
}
