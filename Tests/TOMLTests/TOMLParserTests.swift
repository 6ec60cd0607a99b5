import Testing

@testable import TOML

/// A short form of what was read, tables in the order of the file.
private func described(_ text: String) -> String {
  do throws(TOMLError) {
    return described(.table(try TOMLParser.parse(text)))
  } catch {
    return "\(error.position.line):\(error.position.column): \(error.reason)"
  }
}

private func described(_ content: TOMLValue.Content) -> String {
  switch content {
  case .string(let string): "\"\(string)\""
  case .integer(let number): "\(number)"
  case .boolean(let boolean): "\(boolean)"
  case .array(let elements): "[" + elements.map { described($0.content) }.joined(separator: " ") + "]"
  case .table(let table):
    "{" + table.entries.map { $0.key + "=" + described($0.value.content) }.joined(separator: " ") + "}"
  case .decimal(let number): "\(number)"
  case .other: "other"
  }
}

struct TOMLParserTests {
  @Test(
    "what TOML 1.0 allows is read",
    arguments: [
      ("", "{}"), ("# only a comment", "{}"), ("\u{FEFF}a = 1", "{a=1}"), ("a = 1\r\nb = 2\r\n", "{a=1 b=2}"),
      ("a=true # yes\n\tb = false", "{a=true b=false}"), ("a.b.c = 1\na.d = 2", "{a={b={c=1} d=2}}"),
      ("[a]\nx = 1\n[a.b]\ny = 2\n[c.d]\n[c]\nz = 3", "{a={x=1 b={y=2}} c={d={} z=3}}"),
      ("'a.b' = 1\n\"c\\u0064\" . e = 2\n\"\" = 3", "{a.b=1 cd={e=2} =3}"),
      ("1234 = 1\n-_ = 2", "{1234=1 -_=2}"),
      ("a = [ 1, # one\n 2,\n]\nb = []\nc = [[1], ['x']]", "{a=[1 2] b=[] c=[[1] [\"x\"]]}"),
      ("a = {}\nb = { c = 1, d.e = [ {} ] }", "{a={} b={c=1 d={e=[{}]}}}"),
      ("a = 1_000\nb = -7\nc = +0x1F\nd = 0b101\ne = 0o17\nf = 0x1F", "{a=1000 b=-7 c=other d=5 e=15 f=31}"),
      (
        "a = 1.5\nb = -inf\nc = 2026-11-23T14:31:05Z\nd = 1e9\ne = 99999999999999999999",
        "{a=1.5 b=-inf c=other d=1000000000.0 e=other}"
      ),
      ("a = -0.5\nb = 6.02_2E+2\nc = nan\nd = 1e999\ne = +2.5", "{a=-0.5 b=602.2 c=nan d=inf e=2.5}"),
      ("a = 1.\nb = 01.5\nc = 1._5\nd = 1e\ne = 14:30:00", "{a=other b=other c=other d=other e=other}"),
      ("a = \"\\\"\\\\\\t\\u00e9\\U0001F600\"\nb = 'C:\\x'", "{a=\"\"\\\té😀\" b=\"C:\\x\"}"),
      ("a = \"\"\"\nx\"\"y\\\n   \n  z\"\"\"\"\"\nb = '''\nit's\n'''", "{a=\"x\"\"yz\"\"\" b=\"it's\n\"}"),
      ("a = ''\nb = \"\"\nc = ''''''", "{a=\"\" b=\"\" c=\"\"}"),
    ])
  func valid(text: String, expected: String) {
    #expect(described(text) == expected)
  }

  @Test(
    "what it forbids is found where it stands",
    arguments: [
      ("a = 1 b = 2", "1:7"), ("a = 1\na = 2", "2:1"), ("a.b = 1\na = 2", "2:1"), ("a = 1\na.b = 2", "2:1"),
      ("a = {}\na.b = 2", "2:1"), ("[a]\nb = 1\n[a.b]", "3:4"), ("[a.b]\n[a]\nb.c = 1", "3:1"),
      ("a = {}\n[a.b]", "2:2"),
      ("a.b.c = 1\n[a.b]", "2:4"), ("a = [1 2]", "1:8"), ("a = {b = 1,}", "1:12"), ("a = { b = 1 \n}", "1:13"),
      ("= 1", "1:1"), ("a = ", "1:5"), ("a", "1:2"), ("[a", "1:3"), ("[]", "1:2"), ("é = 1", "1:1"),
      ("a = 'é\n'", "1:5"),
      ("a = \"\"\"x\n", "1:5"), ("a = \"\\ud800\"", "1:6"), ("a = \"\\uZZZZ\"", "1:6"), ("a = \"\\x41\"", "1:6"),
      ("\"\"\"a\"\"\" = 1", "1:1"), ("a = yes", "1:5"), ("a = 1\rb = 2", "1:6"), ("a = '\t\u{B}'", "1:7"),
      ("a..b = 1", "1:3"),
    ])
  func invalid(text: String, place: String) {
    #expect(described(text).hasPrefix(place + ": "), "\(described(text))")
  }
}
