/// The lists that an order holds, as JSON text for the saved state. What was written is read back as it was: numbers with
/// their scale, texts byte for byte.
package enum SavedFields {
  /// Appends `[{"itemId":"a","name":"Widget","quantity":2,"price":25.90,"unknown":{…}}]`; absent values are left out.
  package static func append(_ items: [OrderItem], to json: inout [UInt8]) {
    json.appendList(items) { item, json in
      json.append(json: "{\"itemId\":")
      json.append(quoted: item.itemID)
      if let name = item.name {
        json.append(json: ",\"name\":")
        json.append(quoted: name)
      }
      if let quantity = item.quantity {
        json.append(json: ",\"quantity\":")
        json.append(quantity)
      }
      if let price = item.price {
        json.append(json: ",\"price\":")
        json.append(price)
      }
      if !item.unknown.isEmpty {
        json.append(json: ",\"unknown\":")
        append(item.unknown, to: &json)
      }
      json.append(UInt8(ascii: "}"))
    }
  }

  /// Appends an object of the fields' names and values. The values are JSON as it was received, and written as strings:
  /// so they come back byte for byte.
  package static func append(_ fields: [UnknownField], to json: inout [UInt8]) {
    json.append(UInt8(ascii: "{"))
    for (index, field) in fields.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      json.append(quoted: field.name)
      json.append(UInt8(ascii: ":"))
      json.append(quoted: field.json)
    }
    json.append(UInt8(ascii: "}"))
  }

  /// Appends a list of strings.
  package static func append(_ strings: [String], to json: inout [UInt8]) {
    json.appendList(strings) { $1.append(quoted: $0) }
  }

  /// Appends a number's digits, with its scale.
  package static func append(_ number: DecimalNumber, to json: inout [UInt8]) { json.append(number) }

  /// What ``append(_:to:)-([OrderItem],_)`` wrote; `nil` for anything else.
  package static func items(_ json: UnsafeBufferPointer<UInt8>) -> [OrderItem]? {
    read(json) { reader throws(JSONSyntaxError) in try reader.items() }
  }

  /// What ``append(_:to:)-([UnknownField],_)`` wrote; `nil` for anything else.
  package static func unknownFields(_ json: UnsafeBufferPointer<UInt8>) -> [UnknownField]? {
    read(json) { reader throws(JSONSyntaxError) in try reader.unknownFields() }
  }

  /// What ``append(_:to:)-([String],_)`` wrote; `nil` for anything else.
  package static func strings(_ json: UnsafeBufferPointer<UInt8>) -> [String]? {
    read(json) { reader throws(JSONSyntaxError) in
      var strings: [String] = []
      try reader.enter(UInt8(ascii: "["))
      while try reader.nextElement() { strings.append(try reader.string()) }
      return strings
    }
  }

  /// What ``append(_:to:)-(DecimalNumber,_)`` wrote; `nil` for anything that is no number.
  package static func number(_ json: UnsafeBufferPointer<UInt8>) -> DecimalNumber? { DecimalNumber(json: json) }

  private static func read<Value>(
    _ json: UnsafeBufferPointer<UInt8>, _ body: (inout JSONReader) throws(JSONSyntaxError) -> Value
  ) -> Value? {
    var reader = JSONReader(json)
    do throws(JSONSyntaxError) {
      let value = try body(&reader)
      try reader.finish()
      return value
    } catch {
      return nil
    }
  }
}

extension JSONReader {
  fileprivate mutating func items() throws(JSONSyntaxError) -> [OrderItem] {
    var items: [OrderItem] = []
    // An item takes more bytes than this: there will not be much room to spare.
    items.reserveCapacity(min((byteCount + 79) / 80, 64))
    try enter(UInt8(ascii: "["))
    while try nextElement() { items.append(try item()) }
    return items
  }

  private mutating func item() throws(JSONSyntaxError) -> OrderItem {
    var item = OrderItem(itemID: "")
    var isNamed = false
    try enter(UInt8(ascii: "{"))
    while let name = try nextName() {
      switch bytes(in: name.range) {
      case "itemId":
        item.itemID = try string()
        isNamed = true
      case "name": item.name = try string()
      case "quantity": item.quantity = try decimal()
      case "price": item.price = try decimal()
      case "unknown": item.unknown = try unknownFields()
      default: throw error(expected: "a field of an item")
      }
    }
    guard isNamed else { throw error(expected: "an item's id") }
    return item
  }

  fileprivate mutating func unknownFields() throws(JSONSyntaxError) -> [UnknownField] {
    var fields: [UnknownField] = []
    try enter(UInt8(ascii: "{"))
    while let name = try nextName() { fields.append(UnknownField(name: value(of: name), json: try string())) }
    return fields
  }

  fileprivate mutating func enter(_ bracket: UInt8) throws(JSONSyntaxError) {
    guard current == bracket else { throw error(expected: String(UnicodeScalar(bracket))) }
    try enter()
  }

  fileprivate mutating func string() throws(JSONSyntaxError) -> String {
    guard current == UInt8(ascii: "\"") else { throw error(expected: "a string") }
    return value(of: try scanString())
  }

  private mutating func decimal() throws(JSONSyntaxError) -> DecimalNumber {
    let range = try scanNumber()
    guard let number = DecimalNumber(validNumber: bytes(in: range)) else { throw error(expected: "a decimal number") }
    return number
  }
}
