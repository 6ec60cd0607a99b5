import OrderProtocol
import OrderStore
import TOML
import Testing

@testable import OrdertopConfiguration

struct LimitSettingsTests {
  @Test("a limit is its late step, both steps, or off; other statuses are taken as the server spells them")
  func read() throws {
    let limits = try Configuration(
      file: """
        [limits]
        PENDING = "20m"
        PROCESSING = "off"
        CREATED = { warn = 30, late = "1m" }
        ON_HOLD = { late = "1h" }
        "In Prüfung" = 2.5
        """
    ).limits.limits
    #expect(limits[.pending] == AgeLimits.Steps(warning: .seconds(960), late: .seconds(1200)))
    #expect(limits[.processing] == nil)
    #expect(limits[.created] == AgeLimits.Steps(warning: .seconds(30), late: .seconds(60)))
    #expect(limits[.other("ON_HOLD")] == AgeLimits.Steps(warning: .seconds(2880), late: .seconds(3600)))
    #expect(limits[.other("In Prüfung")]?.late == .milliseconds(2500))
    #expect(limits.limited.count == 4)
  }

  @Test("the limit of all the rest is nobody's by default, and not that of a status that is off")
  func rest() throws {
    let unset = Configuration().limits.limits
    #expect(unset == AgeLimits.standard)
    #expect(unset[.other("ON_HOLD")] == nil)
    let configuration = try Configuration(
      file: "[limits]\n\"*\" = '2h'\nPROCESSING = 'off'\nON_HOLD = 'off'\nPACKED = '1m'")
    let limits = configuration.limits.limits
    let late = [OrderStatus.created, .pending, .processing, .other("ON_HOLD"), .other("PACKED"), .other("X"), .shipped]
      .map { limits.limit(of: $0) }
    #expect(late == [.seconds(300), .seconds(600), nil, nil, .seconds(60), .seconds(7200), nil])
    #expect(limits.kind(of: .other("X")) == AgeLimits.rest)
    #expect(limits.kind(of: .other("PACKED")) == .other("PACKED"))
    #expect([.shipped, .cancelled, .processing].map(limits.kind) == [nil, nil, nil])
    #expect(
      configuration.document.contains(
        "PACKED = { warn = \"48s\", late = \"1m\" }      # c.toml:5:1\n\"*\" = { warn = "),
      "\(configuration.document)")
    #expect(Configuration().document.contains("\"*\" = \"off\""))
    #expect(try Configuration(file: configuration.document).limits.limits == limits)
  }

  @Test("they are printed with their places, and read back as the same")
  func printed() throws {
    let text = "[limits]\nPENDING = 1\nPROCESSING = 'off'\n\"a b\" = { warn = 0, late = 1.000001 }"
    let configuration = try Configuration(file: text)
    for line in [
      "CREATED = { warn = \"4m\", late = \"5m\" }      # default",
      "PENDING = { warn = \"0.8s\", late = \"1s\" }    # c.toml:2:1",
      "PROCESSING = \"off\"                          # c.toml:3:1",
      "\"a b\" = { warn = \"0s\", late = \"1.000001s\" } # c.toml:4:1",
    ] { #expect(configuration.document.contains(line + "\n"), "\(configuration.document)") }
    #expect(try Configuration(file: configuration.document).limits.limits == configuration.limits.limits)
  }

  @Test(
    "what makes no sense is refused",
    arguments: [
      ("pending = 1", "2:1: limits.pending: 'pending' is no status of the protocol; did you mean 'PENDING'?"),
      ("SHIPPED = 1", "2:1: limits.SHIPPED: orders that are SHIPPED are closed, and have no limit"),
      ("'*' = 0", "2:7: limits.*: must be more than 0; \"off\" means no limit"),
      ("'*' = { warn = 1 }", "2:7: limits.*: 'late' is missing"),
      ("'' = 1", "2:1: limits.: a status has a name"),
      ("PENDING = 0", "2:11: limits.PENDING: must be more than 0; \"off\" means no limit"),
      (
        "PENDING = 'of'",
        "2:11: limits.PENDING: is no time: a number of seconds up to 1e9, or a string like \"90s\", \"45m\", \"24h\", \"30d\""
      ),
      ("PENDING = {}", "2:11: limits.PENDING: 'late' is missing"),
      ("PENDING = { warn = 3, late = 2 }", "2:20: limits.PENDING: 'warn' must not be more than 'late'"),
      (
        "PENDING = { warm = 1, late = 2 }",
        "2:13: limits.PENDING: unknown key 'warm'; a limit has 'warn' and 'late'; did you mean 'warn'?"
      ),
      (
        "PENDING = true",
        "2:11: limits.PENDING: should be a time: a number of seconds, or a string like \"45m\", not true or false"
      ),
    ])
  func refused(line: String, expected: String) {
    #expect(Configuration.mistakes("[limits]\n\(line)") == ["c.toml:" + expected])
  }

  @Test("a status that is almost one of the protocol is taken, with a word about it")
  func near() throws {
    let configuration = try Configuration(file: "[limits]\nPENDNG = 1\nON_HOLD = 1")
    #expect(
      configuration.warnings.map(\.description) == [
        "c.toml:2:1: 'PENDNG' is no status of the protocol; did you mean 'PENDING'?"
      ])
    #expect(configuration.limits.limits[.other("PENDNG")] != nil)
  }

  @Test("no more than fifty statuses have a limit")
  func many() {
    let text = "[limits]\n" + (0..<60).map { "X\($0) = 1\n" }.joined()
    let mistakes = Configuration.mistakes(text)
    #expect(mistakes.first == "c.toml:49:1: limits.X47: more than 50 statuses with a limit")
  }
}
