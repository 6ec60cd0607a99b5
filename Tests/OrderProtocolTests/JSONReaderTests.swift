import Testing

@testable import OrderProtocol

/// Reads one whole text; the error's description if it is none.
private func check(_ text: String) -> String? {
  var text = text
  return text.withUTF8 { bytes -> String? in
    var reader = JSONReader(bytes)
    do throws(JSONSyntaxError) {
      reader.skipWhitespace()
      try reader.skipValue()
      try reader.finish()
      return nil
    } catch {
      return error.description
    }
  }
}

private func string(_ text: String) -> String? {
  var text = text
  return text.withUTF8 { bytes in
    var reader = JSONReader(bytes)
    return try? reader.value(of: reader.scanString())
  }
}

@Test(
  "what RFC 8259 allows is read",
  arguments: [
    "{}", "[]", " \t\r\n{ } \n", "0", "-0", "-1.5e-3", "1E+2", "\"\"", "true", "false", "null", "[1,2]", "[ 1 , 2 ]",
    #"{"a":1,"b":[{"c":{}},[]],"":null}"#, #""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00""#, "\"\u{7f}é😀\u{2028}\"",
    "[[],{},[[[]]]]", #"{"a":1,"a":2}"#, "[1e999999999]",
  ])
func allowed(text: String) {
  #expect(check(text) == nil)
}

@Test(
  "what RFC 8259 does not allow is refused where it goes wrong",
  arguments: [
    ("", 0), (" ", 1), ("{", 1), ("[", 1), ("}", 0), ("[1", 2), ("[1,", 3), ("[1,]", 3), ("[,1]", 1), ("{,}", 1),
    (#"{"a"}"#, 4), (#"{"a":}"#, 5), (#"{"a":1,}"#, 7), (#"{"a":1"#, 6), (#"{"a" 1}"#, 5), (#"{'a':1}"#, 1),
    ("{a:1}", 1), ("{1:1}", 1), (#"{"a":1 "b":2}"#, 7), ("[1 2]", 3), ("[1}", 2), (#"{"a":1]"#, 6), ("01", 1),
    ("-", 1), ("+1", 0), ("1.", 2), (".5", 0), ("1e", 2), ("1e+", 3), ("0x1", 1), ("NaN", 0), ("Infinity", 0),
    ("-Infinity", 1), ("nul", 0), ("nulL", 0), ("True", 0), ("truefalse", 4), ("{}{}", 2), ("{} x", 3), ("\"", 1),
    ("\"\\\"", 3), (#""\x41""#, 1), (#""\u12""#, 1), (#""\u12g4""#, 1), (#""\u 123""#, 1), (#""\"#, 1),
    ("\"a\nb\"", 2), ("\"\u{0}\"", 1), ("\"\t\"", 1), ("\u{FEFF}{}", 0), ("// c\n{}", 0), ("[1]\u{0}", 3),
    ("\u{0}", 0), ("\u{A0}1", 0), ("[1,\u{B}2]", 3),
  ])
func refused(text: String, offset: Int) throws {
  let error = try #require(check(text))
  #expect(error.hasPrefix("malformed JSON at byte \(offset): expected "), "\(error)")
}

@Test("64 levels are read, 65 are not")
func depth() {
  func nested(_ levels: Int, _ open: String, _ close: String) -> String {
    String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
  }
  for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
    #expect(check(nested(63, open, close)) == nil)
    #expect(check(nested(64, open, close)) == nil)
    #expect(check(nested(65, open, close))?.hasSuffix("expected at most 64 levels of nesting") == true)
    #expect(check(nested(1_000_000, open, close)) != nil)
  }
  #expect(check(nested(32, #"[{"a":"#, "}]")) == nil)
  #expect(check(nested(33, #"[{"a":"#, "}]")) != nil)
}

@Test(
  "escapes become what they stand for, and lone surrogates U+FFFD",
  arguments: [
    (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{C}\n\r\tz"), (#""\u0041\u00e9\u20AC""#, "Aé€"),
    (#""\uD83D\uDE00""#, "😀"), (#""\ud83d\ude00!""#, "😀!"), (#""\uD83D""#, "\u{FFFD}"), (#""\uDE00x""#, "\u{FFFD}x"),
    (#""\uD83Dx""#, "\u{FFFD}x"), (#""\uD83D\n""#, "\u{FFFD}\n"), (#""\uD83D\u0041""#, "\u{FFFD}A"),
    (#""\uDE00\uD83D""#, "\u{FFFD}\u{FFFD}"), (#""\uD83D\uD83D\uDE00""#, "\u{FFFD}😀"), (#""\u0000""#, "\u{0}"),
    (#""\uFFFF\uFEFF""#, "\u{FFFF}\u{FEFF}"), (#""é\u0301""#, "é\u{301}"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
  ])
func escapes(text: String, value: String) {
  #expect(string(text).map { Array($0.utf8) } == Array(value.utf8))
}
