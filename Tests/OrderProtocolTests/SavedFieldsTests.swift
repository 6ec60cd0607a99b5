import Testing

@testable import OrderProtocol

@Suite struct SavedFieldsTests {
  private let texts = [
    "", "a", "\0", "\"\\/", "\u{1}\u{1F}\n\r\t\u{7F}", "caf\u{E9}", "cafe\u{301}", "\u{FEFF}👩‍👩‍👧\u{10FFFF}",
  ]

  private func written(_ write: (inout [UInt8]) -> Void) -> String {
    var json: [UInt8] = []
    write(&json)
    return String(decoding: json, as: UTF8.self)
  }

  private func read<Value>(_ json: String, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    var json = json
    return json.withUTF8(body)
  }

  /// Everything of a value, numbers with their scale and texts by their scalars.
  private func exact(_ value: Any) -> [UInt8] {
    var text = ""
    dump(value, to: &text)
    return Array(text.utf8)
  }

  @Test("items are JSON that people can read")
  func itemsJSON() {
    let items = [
      OrderItem(
        itemID: "item-1", name: "Widget", quantity: DecimalNumber(2), price: DecimalNumber(mantissa: 2590, scale: 2),
        unknown: [UnknownField(name: "colour", json: "{\"red\": 1}")]), OrderItem(itemID: "b"),
    ]
    let json = #"""
      [{"itemId":"item-1","name":"Widget","quantity":2,"price":25.90,"unknown":{"colour":"{\"red\": 1}"}},{"itemId":"b"}]
      """#
    #expect(written { SavedFields.append(items, to: &$0) } == json)
    #expect(exact(read(json) { SavedFields.items($0) } as Any) == exact(items as [OrderItem]? as Any))
  }

  @Test("every text and number comes back as it was")
  func exactness() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<200 {
      let items = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        OrderItem(
          itemID: texts.randomElement(using: &random) ?? "",
          name: Bool.random(using: &random) ? texts.randomElement(using: &random) : nil,
          quantity: Bool.random(using: &random) ? number(&random) : nil, price: number(&random),
          unknown: (0..<Int.random(in: 0...2, using: &random)).map { _ in
            UnknownField(
              name: texts.randomElement(using: &random) ?? "", json: texts.randomElement(using: &random) ?? "")
          })
      }
      let json = written { SavedFields.append(items, to: &$0) }
      #expect(exact(read(json) { SavedFields.items($0) } ?? []) == exact(items))
    }
    #expect(
      exact(read(written { SavedFields.append(texts, to: &$0) }) { SavedFields.strings($0) } ?? []) == exact(texts))
    let fields = texts.map { UnknownField(name: $0, json: $0) }
    let json = written { SavedFields.append(fields, to: &$0) }
    #expect(exact(read(json) { SavedFields.unknownFields($0) } ?? []) == exact(fields))
  }

  private func number(_ random: inout SeededRandom) -> DecimalNumber {
    let mantissa = [0, 1, -1, 10, 2590, -100, Int64.max, .min, .random(in: .min ... .max, using: &random)]
    return DecimalNumber(
      mantissa: mantissa.randomElement(using: &random) ?? 0, scale: .random(in: 0...18, using: &random))
  }

  @Test("a number is written as its description says", arguments: [0, 5, -5, 100, 12_345, Int64.max, .min])
  func numbers(mantissa: Int64) {
    for scale in UInt8(0)...18 {
      let number = DecimalNumber(mantissa: mantissa, scale: scale)
      let text = written { SavedFields.append(number, to: &$0) }
      #expect(text == number.description)
      #expect(exact(read(text) { SavedFields.number($0) } as Any) == exact(number as DecimalNumber? as Any))
    }
  }

  @Test(
    "what was not written so is refused",
    arguments: [
      "", "[", "[]]", "{}", "null", "[null]", "[1]", "[{}]", "[{\"name\":\"a\"}]", "[{\"itemId\":1}]",
      "[{\"itemId\":\"a\",\"price\":\"1\"}]", "[{\"itemId\":\"a\",\"price\":1e400}]",
      "[{\"itemId\":\"a\",\"colour\":1}]",
      "[{\"itemId\":\"a\",\"unknown\":[]}]", "[{\"itemId\":\"a\",\"unknown\":{\"b\":1}}]", "[{\"itemId\":\"a\"},]",
    ])
  func refusals(json: String) {
    #expect(read(json) { SavedFields.items($0) } == nil)
  }
}
