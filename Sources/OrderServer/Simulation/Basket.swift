import OrderProtocol

/// What is in an order, as its customer and the shop know it.
struct Basket {
  struct Line {
    /// An index of ``Product/all``.
    var product: UInt16
    var quantity: UInt16
  }

  private(set) var lines: [Line] = []
  /// Whether the stream has not yet heard what the last change came to.
  private(set) var isTotalOutdated = false

  var isEmpty: Bool { lines.isEmpty }

  /// Puts one more product in, or more of one that is there already.
  ///
  /// - Returns: its line.
  mutating func add(_ random: inout SimulationRandom) -> OrderItem {
    let product = Product.choose(&random)
    let quantity = Self.quantity(of: Product.all[product], &random)
    if let index = lines.firstIndex(where: { $0.product == UInt16(product) }) {
      lines[index].quantity += quantity
      return changed(index)
    }
    lines.append(Line(product: UInt16(product), quantity: quantity))
    return changed(lines.count - 1)
  }

  /// Takes one line out again.
  ///
  /// - Returns: the id of its item; `nil` when nothing is there.
  mutating func remove(_ random: inout SimulationRandom) -> String? {
    guard !lines.isEmpty else { return nil }
    let line = lines.remove(at: random.below(lines.count))
    isTotalOutdated = true
    return Product.all[Int(line.product)].itemID
  }

  mutating func stateTotal() { isTotalOutdated = false }

  var total: DecimalNumber {
    Product.money(lines.reduce(0) { $0 + Product.all[Int($1.product)].price * Int64($1.quantity) })
  }

  var itemCount: Int { lines.reduce(0) { $0 + Int($1.quantity) } }

  var items: [OrderItem] { lines.map(Self.item) }

  private mutating func changed(_ index: Int) -> OrderItem {
    isTotalOutdated = true
    return Self.item(lines[index])
  }

  private static func item(_ line: Line) -> OrderItem {
    let product = Product.all[Int(line.product)]
    return OrderItem(
      itemID: product.itemID, name: product.name, quantity: DecimalNumber(Int(line.quantity)),
      price: Product.money(product.price))
  }

  private static func quantity(of product: Product, _ random: inout SimulationRandom) -> UInt16 {
    product.price >= 100_00 ? random.pick([1, 1, 1, 1, 2]) : random.pick([1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4, 6])
  }
}
