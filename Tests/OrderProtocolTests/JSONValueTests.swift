import Testing

@testable import OrderProtocol

@Suite struct JSONValueTests {
  @Test(
    "a value is written as it is read, members by name",
    arguments: [
      "null", "true", "false", "0", "-1.50e3", "\"a\\\"\\\\\\u0000\"", "[]", "[1,[2],{}]",
      "{\"a\":{\"b\":[null]},\"c\":\"d\"}",
    ])
  func roundTrip(json: String) {
    #expect(JSONValue(json)?.description == json)
  }

  @Test("white space is passed, and of duplicate names the last counts")
  func reading() {
    #expect(
      JSONValue(" { \"b\" : 1 , \"a\" : [ true ] , \"b\" : 2 } \n")
        == .object(["a": .array([.boolean(true)]), "b": .number("2")]))
  }

  @Test("what is no JSON is nothing", arguments: ["", " ", "[", "{\"a\"}", "01", "[1,]", "nul", "1 2", "\u{FEFF}1"])
  func refusals(text: String) {
    #expect(JSONValue(text) == nil)
  }

  @Test("nesting has its limit")
  func depth() {
    func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(JSONValue(nested(64))?.description == nested(64))
    #expect(JSONValue(nested(65)) == nil)
    #expect(JSONValue(nested(100_000)) == nil)
  }
}
