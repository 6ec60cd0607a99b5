import TOML
import Testing

@testable import OrdertopConfiguration

struct PrecedenceTests {
  private let environment = ["ORDERTOP_URL": "http://environment/", "ORDERTOP_TOKEN": "secret"]

  @Test("an option beats its environment variable, which beats the file, which beats the default")
  func order() throws {
    var configuration = Configuration()
    #expect(configuration.url.source == .default)
    configuration = try Configuration(file: "[stream]\nurl = 'http://file/'\ntoken-file = '/t'\ncustomer-id = 'f'")
    #expect(configuration.url.value == "http://file/")
    configuration.read { environment[$0] }
    #expect(configuration.url.value == "http://environment/")
    #expect(configuration.url.source == .environment("ORDERTOP_URL"))
    #expect(configuration.token.value == .environment)
    #expect(configuration.customerID.value == "f")
    configuration.url.override("http://option/", from: .option("--url"))
    configuration.token.override(.file("/o"), from: .option("--token-file"))
    configuration.customerID.override(nil, from: .option("--customer-id"))
    #expect(configuration.url.value == "http://option/")
    #expect(configuration.token.value == .file("/o"))
    #expect(configuration.customerID.value == "f")
    #expect(configuration.document.contains("url = \"http://option/\"                      # --url\n"))
  }

  @Test("the token of the environment is told, and not shown")
  func token() throws {
    var configuration = Configuration()
    configuration.read { environment[$0] }
    let line = configuration.document.split(separator: "\n").first { $0.contains("token-file") }
    #expect(line == "# token-file: the token is that of ORDERTOP_TOKEN # environment ORDERTOP_TOKEN")
  }

  @Test("an environment without our variables changes nothing")
  func empty() {
    var configuration = Configuration()
    configuration.read { _ in nil }
    #expect(configuration == Configuration())
  }

  @Test("who is to blame for two settings that cannot both be")
  func conflict() throws {
    var configuration = try Configuration(file: "[state]\nclosed-in-state = '2h'")
    #expect(
      configuration.conflict?.text
        == "c.toml:2:1: state.closed-in-state must not be shorter than state.closed-on-board: 2h and 24h")
    configuration.closedOnBoard.override(.seconds(3600), from: .option("--closed-on-board"))
    #expect(configuration.conflict == nil)
    configuration.closedOnBoard.override(.seconds(3 * 3600), from: .option("--closed-on-board"))
    #expect(
      configuration.conflict?.text == "--closed-in-state must not be shorter than --closed-on-board: 2h and 3h")
    #expect(Configuration().conflict == nil)
  }
}

extension ConfigurationConflict {
  fileprivate var text: String {
    switch self {
    case .options(let reason): reason
    case .file(let error): error.description
    }
  }
}
