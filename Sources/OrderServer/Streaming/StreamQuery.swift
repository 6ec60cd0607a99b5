import EventStream
import OrderProtocol

/// What the query of a request asks for.
struct StreamQuery: Equatable, Sendable {
  /// Why a query means nothing: one clause for the client, without a final stop.
  struct Invalid: Error, Equatable {
    var reason: String
  }

  private(set) var filter = EventFilter()
  private(set) var since: Timestamp?
  /// The filters by their names in the query, as `connected` repeats them.
  private(set) var stated: [UnknownField] = []

  /// - Parameter query: the part of the URL after `?`, percent-encoded.
  init(_ query: String?) throws(Invalid) {
    var values: [String: String] = [:]
    for pair in (query ?? "").split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first.flatMap({ Self.decoded($0) }), Self.names.contains(name) else { continue }
      guard let value = Self.decoded(parts.dropFirst().first ?? "") else {
        throw Invalid(reason: "\(name) is not percent-encoded UTF-8")
      }
      guard !value.isEmpty else { throw Invalid(reason: "\(name) is empty") }
      if let earlier = values[name], !earlier.utf8.elementsEqual(value.utf8) {
        throw Invalid(reason: "\(name) is given twice")
      }
      values[name] = value
    }
    filter.customerID = values["customerId"].map { Array($0.utf8) }
    filter.orderID = values["orderId"].map { OrderID($0) }
    if let types = values["eventTypes"] { filter.types = try Self.types(types) }
    if let since = values["since"] {
      // An unencoded `+` before the offset was read as a blank.
      guard let time = Timestamp(since) ?? Timestamp(since.replacingLastBlankByPlus) else {
        throw Invalid(reason: "since is no RFC 3339 date and time")
      }
      self.since = time
    }
    for name in Self.names where name != "since" {
      if let value = values[name] { stated.append(UnknownField(name: name, json: JSONWriter.quoted(value))) }
    }
  }

  private static let names = ["customerId", "orderId", "eventTypes", "since"]

  private static func types(_ list: String) throws(Invalid) -> Set<OrderEventType> {
    var types: Set<OrderEventType> = []
    for name in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let type = OrderEventType(name: String(name)) else {
        throw Invalid(reason: name.isEmpty ? "eventTypes has an empty name" : "eventTypes has an unknown type")
      }
      types.insert(type)
    }
    return types
  }

  /// Decodes a name or a value as forms encode them; `nil` when it is malformed.
  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        let digits = rest.prefix(2)
        guard digits.count == 2, digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-"),
          let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension String {
  fileprivate var replacingLastBlankByPlus: String {
    guard let blank = lastIndex(of: " ") else { return self }
    return self[..<blank] + "+" + self[index(after: blank)...]
  }
}
