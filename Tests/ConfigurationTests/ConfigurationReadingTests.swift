import EventStream
import OrderStore
import TOML
import Testing

@testable import OrdertopConfiguration

struct ConfigurationReadingTests {
  @Test(
    "a mistake is told with its place, and with what was probably meant",
    arguments: [
      ("[steam]", "1:2: unknown section 'steam'; did you mean 'stream'?"),
      ("colour = 1", "1:1: unknown key 'colour'"),
      ("stream = 1", "1:10: stream should be a table, not a number: [stream]"),
      ("[stream]\ntokn-file = 'x'", "2:1: unknown key 'tokn-file' in [stream]; did you mean 'token-file'?"),
      ("theme = 'paper'", "1:1: unknown key 'theme' here; it belongs into [screen]"),
      ("[stream]\ntheme = 'paper'", "2:1: unknown key 'theme' here; it belongs into [screen]"),
      (
        "format = 'json'",
        "1:1: unknown key 'format' here; it belongs into [tail], [status], [export]"
      ),
      ("[stream]\nurl = ''", "2:7: stream.url: must not be empty"),
      ("[stream]\nurl = 'ftp://h'", "2:7: stream.url: the URL must begin with http:// or https://"),
      ("[stream]\nurl.x = 1", "2:1: stream.url: should be a string, not a table"),
      ("[stream]\ncacert = \"a\\u0000b\"", "2:10: stream.cacert: holds a NUL character"),
      ("[stream]\nsince = 'yesterday'", "2:9: stream.since: should be a time like \"2024-07-15T14:00:00Z\""),
      (
        "[stream]\nevent-types = ['a,b']",
        "2:16: stream.event-types: holds a comma; each has a place of its own in the list"
      ),
      ("[stream]\nmax-retries = -1", "2:15: stream.max-retries: should be a number from 0 on, or \"unlimited\""),
      ("[stream]\nheartbeat-timeout = 0", "2:21: stream.heartbeat-timeout: must be more than 0"),
      ("[state]\njournal-events = 1.5", "2:18: state.journal-events: should be a whole number, not a number"),
      ("[screen]\nascii = 'yes'", "2:9: screen.ascii: should be true or false, not a string"),
      (
        "[screen]\ncolumns = ['order',\n 'staus']",
        "3:2: screen.columns: unknown column 'staus'; there are order, status, in-status, sla, items, total, where, "
          + "customer; did you mean 'status'?"
      ),
      ("[screen]\ncolumns = ['order', 'order']", "2:21: screen.columns: the column 'order' is stated twice"),
      ("[screen]\ncolumns = []", "2:11: screen.columns: the column 'order' cannot be left out"),
      ("[demo]\nspeed = 0", "2:9: demo.speed: must be from 0.01 to 1000.0"),
      ("[status]\nwidth = 121", "2:9: status.width: must be from 10 to 120"),
      (
        "[tail]\nformat = 'json'",
        "2:10: tail.format: unknown format 'json'; there are text, jsonl; did you mean 'jsonl'?"
      ),
      ("[screen]\ntheme = 'a\n", "2:9: a string that does not end in its line"),
      ("[screen]\n[screen]", "2:2: the table 'screen' is stated twice"),
    ])
  func mistakes(text: String, expected: String) {
    #expect(Configuration.mistakes(text) == ["c.toml:" + expected])
  }

  @Test("all mistakes are told, in the order of the file")
  func all() {
    let mistakes = Configuration.mistakes(
      "[stream]\nulr = 'x'\nretry-max = 'soon'\n[screne]\n[tail]\nformat = 1\n[stream.x]\n")
    #expect(mistakes.count == 5)
    #expect(mistakes.map { $0.prefix(9) } == ["c.toml:2:", "c.toml:3:", "c.toml:4:", "c.toml:6:", "c.toml:7:"])
  }

  @Test("nobody is told more than fifty of them")
  func many() {
    let text = "[screen]\n" + (0..<500).map { "wrong\($0) = 1\n" }.joined()
    #expect(Configuration.mistakes(text).count == 50)
  }

  @Test(
    "a time that no setting needs, or that is none, is refused",
    arguments: ["-1", "1e10", "nan", "inf", "-inf", "'1w'", "''"])
  func times(value: String) {
    let mistakes = Configuration.mistakes("[stream]\nretry-max = \(value)")
    #expect(mistakes.first?.hasPrefix("c.toml:2:13: stream.retry-max: is no time: ") == true, "\(mistakes)")
  }

  @Test(
    "a size that overflows, or that is none, is refused",
    arguments: ["-1", "'9999999999G'", "'1.5M'", "'M'", "9223372036854775807"])
  func sizes(value: String) {
    let mistakes = Configuration.mistakes("[state]\njournal-size = \(value)")
    #expect(mistakes.first?.hasPrefix("c.toml:2:16: state.journal-size: is no size: ") == true, "\(mistakes)")
  }

  @Test("no token is kept in the file, and what was written is not repeated")
  func token() {
    for line in [
      "token = 'hunter2'", "bearer-token = 'hunter2'", "headers = ['Authorization: Bearer hunter2']",
      "headers = ['authorization:hunter2']",
    ] {
      let mistakes = Configuration.mistakes("[stream]\n\(line)")
      #expect(mistakes.count == 1)
      #expect(mistakes.first?.contains("stream.token-file") == true, "\(mistakes)")
      #expect(mistakes.first?.contains("hunter2") == false)
    }
    for value in [
      "['hunter2 long secret word']", "['X y: hunter2']", "[\"X: hunter2\\n\"]", "'hunter2'", "hunter2hunter2",
    ] {
      let mistakes = Configuration.mistakes("[stream]\nheaders = \(value)")
      #expect(mistakes.count == 1 && mistakes.first?.contains("hunter2") == false, "\(mistakes)")
    }
  }

  @Test("header values, and queries of URLs, are not printed; their places are")
  func secrets() throws {
    let configuration = try Configuration(
      file: "[stream]\nheaders = ['X-Key: hunter2', \"X-Other:\\thunter2\"]\nurl = 'http://h/?key=hunter2'")
    #expect(configuration.headers.value == [HTTPField("X-Key", "hunter2"), HTTPField("X-Other", "hunter2")])
    #expect(!configuration.document.contains("hunter2"))
    #expect(configuration.document.contains("# headers: X-Key, X-Other;"))
    #expect(configuration.document.contains("# c.toml:2:1\n"))
    _ = try Configuration(file: configuration.document)
  }

  @Test("what stands nowhere keeps its default, and an empty file is a good one")
  func empty() throws {
    for text in ["", "# nothing\n", "[stream]\n[keys]\n[limits]\n"] {
      #expect(try Configuration(file: text) == Configuration(stateDirectory: "/state"))
    }
  }

  @Test("~ without a home is refused")
  func homeless() {
    var configuration = Configuration()
    let error = #expect(throws: ConfigurationErrors.self) {
      try configuration.read(Array("state.dir = '~/x'".utf8), file: "c.toml", folder: ".", home: nil)
    }
    #expect(error?.errors.map(\.description) == ["c.toml:1:13: state.dir: there is no home that ~ could be"])
  }
}
