import TestSupport
import Testing

@testable import OrderServer

@Suite("A bearer token in a file")
struct TokenFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("its generation counts changes of the token, not of the file")
  func generations() throws {
    try folder.write("one", to: "token")
    let token = try TokenFile(folder.path("token"))
    #expect(token.accept("Bearer one") == 0)
    try folder.write("one\n", to: "token")
    #expect(token.generation() == 0)
    try folder.write("two", to: "token")
    #expect(token.accept("Bearer one") == nil)
    #expect(token.accept("BEARER  two") == 1)
    try folder.write("", to: "token")
    #expect(token.accept("Bearer two") == nil && token.accept("Bearer ") == nil && token.accept(nil) == nil)
    #expect(token.generation() == 2)
    try folder.write("two", to: "token")
    #expect(token.accept("Bearer two") == 3)
  }

  @Test("what is no token is refused at the start", arguments: ["", " \n", "two words", "a\nb", "é", "a\u{0}b"])
  func unusable(text: String) throws {
    try folder.write(text, to: "token")
    #expect(throws: TokenFile.Unusable.self) { try TokenFile(folder.path("token")) }
  }
}
