import OrderProtocol

/// A text that orders are sorted by, in one or two parts. Like ids, texts are compared by their bytes.
struct SortText: Comparable {
  private var first: OrderID
  private var second: OrderID?

  init(_ first: String, _ second: String? = nil) {
    self.first = OrderID(first)
    self.second = second.map { OrderID($0) }
  }

  static func < (one: SortText, other: SortText) -> Bool {
    if one.first != other.first { return one.first < other.first }
    guard let theirs = other.second else { return false }
    return one.second.map { $0 < theirs } ?? true
  }
}

extension OrderEntry {
  /// What ``place`` says, without making a text of it.
  var sortPlace: SortText? {
    guard status == .shipped, let carrier, let trackingNumber else { return place.map { SortText($0) } }
    return SortText(carrier, trackingNumber)
  }
}
