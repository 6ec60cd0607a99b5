import Foundation

/// Texts that would do something to a terminal, or to who looks at it. Each says MARK, to be found on the screen.
enum Attack {
  static let all: [String] = [
    "\u{1B}]52;c;TUFSSw==\u{7}", "\u{1B}]0;MARK\u{7}", "\u{1B}]2;MARK\u{1B}\\", "\u{1B}]8;;http://MARK\u{1B}\\",
    "\u{1B}]4;1;red\u{7}", "\u{1B}P+q544e\u{1B}\\", "\u{1B}PMARK\u{1B}\\", "\u{1B}_GMARK\u{1B}\\",
    "\u{1B}^MARK\u{1B}\\",
    "\u{1B}kMARK\u{1B}\\", "\u{1B}c", "\u{1B}[6n", "\u{1B}[c", "\u{1B}[?1004h", "\u{1B}[?2004h", "\u{1B}[21t",
    "\u{1B}[999;999H", "\u{1B}[31;6mMARK", "\u{1B}[12;345r", "\u{1B}#8", "\u{1B}%G", "\u{1B}N\u{1B}O", "\u{1B}",
    "\u{9B}31m", "\u{9D}0;MARK\u{9C}", "\u{90}MARK\u{9C}", "\u{85}\u{8D}\u{84}", "\u{0}", "\u{1}\u{5}\u{E}\u{F}\u{1A}",
    "MARK\r\nMARK", "MARK\rX", "MARK\u{8}\u{8}\u{8}X", "MARK\tX\u{B}\u{C}", "\u{7F}\u{7}", "\u{202E}MARK\u{202C}",
    "\u{2066}MARK\u{2069}\u{200F}\u{61C}", "MA\u{200B}RK\u{2060}\u{FEFF}\u{AD}", "\u{E0041}\u{E007F}",
    "\u{FFF9}MARK\u{FFFA}x\u{FFFB}", "\u{2028}MARK\u{2029}", "\u{E000}\u{F8FF}\u{10FFFD}", noncharacters,
    "\u{378}\u{2FE0}", "M" + String(repeating: "\u{301}", count: 300), "\u{301}\u{20DD}MARK",
    "\u{1100}\u{1161}\u{11A8}",
    "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{1F1E9}\u{1F1EA}\u{1F1E9}", "\u{FFFD}", "日本MARK",
    String(repeating: "MARK \u{1B}[31m", count: 10_000),
  ]

  /// Swift has no literals for all of these.
  private static let noncharacters = String(
    String.UnicodeScalarView(([0xFFFE, 0xFDD0, 0x1FFFF] as [UInt32]).compactMap { Unicode.Scalar($0) }))

  /// All of them in one.
  static let whole = all.dropLast().joined(separator: "MARK")

  /// A text as JSON writes it, controls and all else escaped or, where JSON allows it, raw.
  static func json(_ text: String, isRaw: Bool = false) -> String {
    let units = text.utf16.map { unit in
      isRaw && unit >= 0x20 && unit != 0x22 && unit != 0x5C && !(0xD800...0xDFFF).contains(unit)
        ? String(utf16CodeUnits: [unit], count: 1) : "\\u" + String(String(0x10000 + Int(unit), radix: 16).dropFirst())
    }
    return "\"" + units.joined() + "\""
  }

  /// A text as a line of a stream or a header field can hold it.
  static func line(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !["\r", "\n", "\0"].contains($0) }))
  }

  /// A stream that says them in everything it can say; raw bytes that are no UTF-8 as well.
  static func events(_ attacks: [String] = all) -> [UInt8] {
    var text = "id: \(line(whole))\nevent: connected\ndata: {\"streamId\":\(json(whole)),"
    text += "\"filters\":{\(json(whole)):\(json(whole))}}\n\n"
    for (index, attack) in attacks.enumerated() {
      let value = json("MARK\(index)\(attack)MARK", isRaw: index % 2 == 1)
      let id = json("MARK\(index)\(attack)")
      func add(_ type: String, _ data: String) {
        text += "id: \(line(attack))\(index)\nevent: \(type)\ndata: {\(data)}\n\n"
      }
      let item = "\"itemId\":\(value),\"name\":\(value),\"quantity\":1,\"price\":1,\(value):\(value)"
      add(
        "order-created",
        "\"orderId\":\(id),\"customerId\":\(value),\"status\":\(value),\"assignedTo\":\(value),\(value):\(value),"
          + "\(value):{\(value):[\(value)]},\"items\":[{\(item)}]")
      add("order-item-added", "\"orderId\":\(id),\(item)")
      add("order-submitted", "\"orderId\":\(id),\"submittedAt\":\(value),\"assignedTo\":\(value)")
      add("order-updated", "\"orderId\":\(id),\"total\":\(value),\"itemCount\":\(value),\"timestamp\":\(value)")
      if index % 3 == 1 { add("order-shipped", "\"orderId\":\(id),\"carrier\":\(value),\"trackingNumber\":\(value)") }
      if index % 3 == 2 { add("order-cancelled", "\"orderId\":\(id),\"reason\":\(value)") }
      add("error", "\"code\":\(value),\"message\":\(value),\"recoverable\":true")
      add("order-updated", "\"orderId\":[\(value)],\(value):")
      add(line(attack), "")
      add("heartbeat", "\"timestamp\":\(value),\"connectionAge\":\(value)")
    }
    text += "id: r\nevent: replay-start\ndata: {\"missedEvents\":\(json(whole)),\"replayingFrom\":\(json(whole))}\n\n"
    text += "id: g\nevent: replay-failed\ndata: {\"reason\":\(json(whole)),\"requestedId\":\(json(whole)),"
    text += "\"oldestAvailable\":\(json(whole))}\n\n"
    let raw: [UInt8] = [
      0x4D, 0x41, 0x52, 0x4B, 0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xF5, 0x80, 0x9B, 0x33, 0x31, 0x6D, 0xFF, 0xE2, 0x82,
    ]
    return Array(text.utf8) + Array("id: ".utf8) + raw + Array("\nevent: ".utf8) + raw + Array("\ndata: ".utf8) + raw
      + Array("\n\nevent: order-updated\ndata: {\"orderId\":\"".utf8) + raw + Array("\"}\n\n".utf8)
  }

  /// The sequences that must not be among the bytes sent to a terminal, whatever its vocabulary allows.
  static let forbidden = [
    "\u{1B}]52", "\u{1B}]0;MARK\u{7}", "\u{1B}[31;6m", "\u{1B}[6n", "\u{1B}c", "\u{9B}", "\u{202E}",
  ]
}
