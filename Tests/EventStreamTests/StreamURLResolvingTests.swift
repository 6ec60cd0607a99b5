import Testing

@testable import EventStream

@Suite("StreamURL, resolving")
struct StreamURLResolvingTests {
  /// RFC 3986, 5.4, as far as it is about schemes that can hold a stream and parts that are sent.
  @Test(
    "references are resolved as the examples of RFC 3986 say",
    arguments: [
      ("http:g", nil), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
      ("/g", "http://a/g"), ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
      ("#s", "http://a/b/c/d;p?q"), ("g#s", "http://a/b/c/g"), ("g?y#s", "http://a/b/c/g?y"), (";x", "http://a/b/c/;x"),
      ("g;x", "http://a/b/c/g;x"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"),
      ("..", "http://a/b/"), ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"),
      ("../../", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"),
      ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."),
      ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"),
      ("g/../h", "http://a/b/c/h"), ("g;x=1/../y", "http://a/b/c/y"), ("g?y/../x", "http://a/b/c/g?y/../x"),
    ] as [(String, String?)])
  func examples(reference: String, expected: String?) throws {
    let base = try StreamURL("http://a/b/c/d;p?q")
    #expect((try? base.resolving(reference))?.text == expected)
  }

  @Test(
    "a reference of another scheme, with a user name or a line end is refused",
    arguments: ["ftp://h/", "file:///etc/passwd", "javascript:alert(1)", "//user@h/", "/a\r\nX: y", "http://"])
  func refusals(reference: String) throws {
    let base = try StreamURL("http://a/b")
    #expect(throws: InvalidStreamRequest.self) { try base.resolving(reference) }
  }

  @Test("an absolute reference replaces everything")
  func absolute() throws {
    let base = try StreamURL("http://a:81/b?c")
    #expect(try base.resolving("https://other/x").text == "https://other/x")
  }
}
