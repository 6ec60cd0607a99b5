import OrderProtocol
import SavedState

extension StateTables {
  /// What becomes of a place.
  fileprivate struct Change {
    var place: OrderPlaces.Place
    /// Which of the orders is to be there; `nil`: none.
    var index: Int?
    /// Nothing else is in its page.
    var isAlone = false
  }

  /// Saves orders as they are now, those that have a place in their places.
  func write(_ orders: PackedOrders, _ ledger: inout Ledger, _ places: inout OrderPlaces) throws {
    guard !orders.isEmpty else { return }
    let unarchive = try Query(database, "DELETE FROM archive WHERE order_id = ? RETURNING checksum")
    var changes: [Change] = []
    changes.reserveCapacity(orders.count)
    for (index, head) in orders.heads.enumerated() {
      places.note(head.age)
      let id = head.id
      let isLarge = orders.isLarge(index)
      if let place = places[id] {
        if isLarge, !places.isAlone(place) {
          changes.append(Change(place: place, index: nil))
          places.remove(id)
        } else {
          changes.append(Change(place: place, index: index, isAlone: places.isAlone(place)))
          continue
        }
      }
      let place = try isLarge ? places.addAlone(id) : places.add(id)
      changes.append(Change(place: place, index: index, isAlone: isLarge))
      guard ledger.archive.count > 0 else { continue }
      try unarchive.eachRow {
        $0.add(id.rawValue)
      } _: {
        ledger.archive.remove($0.integer())
      }
    }
    try apply(changes, of: orders, &ledger)
  }

  /// Takes orders off their places.
  func remove(_ ids: [OrderID], _ ledger: inout Ledger, _ places: inout OrderPlaces) throws {
    try apply(ids.compactMap { places[$0] }.map { Change(place: $0, index: nil) }, of: PackedOrders(), &ledger)
    for id in ids { places.remove(id) }
  }

  /// Saves orders in places that nobody has, one after the other.
  func append(_ orders: PackedOrders, from place: OrderPlaces.Place, _ ledger: inout Ledger) throws {
    let changes = orders.heads.indices.map { Change(place: place + OrderPlaces.Place($0), index: $0) }
    try apply(changes, of: orders, &ledger)
  }

  private func apply(_ changes: [Change], of orders: PackedOrders, _ ledger: inout Ledger) throws {
    // A place that one order has left may be another one's: what is put there holds.
    let changes = changes.sorted { ($0.place, $0.index ?? -1) < ($1.place, $1.index ?? -1) }
    try change(changes, of: orders, &ledger)
    try changeAges(changes, of: orders, &ledger)
  }

  /// Writes each page that something changes in once.
  private func change(_ changes: [Change], of orders: PackedOrders, _ ledger: inout Ledger) throws {
    let read = try Query(database, "SELECT page, orders, checksum FROM orders WHERE page = ?")
    let readAlone = try Query(database, "SELECT checksum FROM orders WHERE page = ?")
    let replace = try Query(database, "INSERT OR REPLACE INTO orders (page, orders, checksum) VALUES (?1, ?2, ?3)")
    let delete = try Query(database, "DELETE FROM orders WHERE page = ?")
    var writer = OrderPageWriter()
    try changes.forEachRun(of: OrderPage.size) { number, changes in
      writer.begin()
      let isAlone = changes.allSatisfy(\.isAlone)
      if isAlone { writer.append(nil, changed: changes, orders) }
      let old =
        isAlone
        ? try readAlone.first {
          $0.add(number)
        } _: {
          (checksum: $0.integer(), count: 1)
        }
        : try read.first {
          $0.add(number)
        } _: { columns in
          _ = columns.integer()
          let page = try OrderPage(columns.blob())
          let checksum = try columns.check("orders")
          writer.append(page, changed: changes, orders)
          return (checksum: checksum, count: page.count)
        }
      if let old {
        ledger.orders.remove(old.checksum, holding: old.count)
      } else if !isAlone {
        writer.append(nil, changed: changes, orders)
      }
      guard writer.count > 0 else { return try delete.run { $0.add(number) } }
      try writer.bytes.withUnsafeBytes { bytes in
        try replace.run { parameters in
          parameters.add(number)
          parameters.add(borrowed: bytes)
          ledger.orders.add(parameters.hash.value, holding: writer.count)
          parameters.addChecksum()
        }
      }
    }
  }

  /// Writes each part of the ages that something changes in once.
  private func changeAges(_ changes: [Change], of orders: PackedOrders, _ ledger: inout Ledger) throws {
    let replace = try Query(database, "INSERT OR REPLACE INTO ages (part, ages, checksum) VALUES (?1, ?2, ?3)")
    let delete = try Query(database, "DELETE FROM ages WHERE part = ?")
    try changes.forEachRun(of: AgesPart.size) { number, changes in
      let old = try ages(part: number)
      var ages = old?.ages ?? AgesPart()
      var isChanged = false
      for change in changes {
        let age = change.index.map { orders.heads[$0].age } ?? .none
        let offset = Int(change.place) % AgesPart.size
        guard ages[offset] != age else { continue }
        ages[offset] = age
        isChanged = true
      }
      guard isChanged else { return }
      if let old { ledger.orders.remove(old.checksum, holding: 0) }
      guard ages.count > 0 else { return try delete.run { $0.add(number) } }
      try replace.run { parameters in
        parameters.add(number)
        parameters.add(blob: ages.bytes)
        ledger.orders.add(parameters.hash.value, holding: 0)
        parameters.addChecksum()
      }
    }
  }

  private func ages(part: Int64) throws -> (ages: AgesPart, checksum: Int64)? {
    try Query(database, "SELECT part, ages, checksum FROM ages WHERE part = ?").first {
      $0.add(part)
    } _: { columns in
      _ = columns.integer()
      let ages = try AgesPart(columns.blob())
      return (ages, try columns.check("ages"))
    }
  }

  /// Hands over the age of each order on the board, in the order of their places. A part that is missing goes unnoticed.
  func forEachAge(_ body: (OrderPlaces.Place, OrderAge) throws -> Void) throws {
    try Query(database, "SELECT part, ages, checksum FROM ages ORDER BY part").eachRow { columns in
      let part = columns.integer()
      let ages = try AgesPart(columns.blob())
      _ = try columns.check("ages")
      guard 0..<OrderPage.limit / AgesPart.pages ~= part else { throw Damage("ages of orders are out of place") }
      let first = OrderPlaces.Place(part) * OrderPlaces.Place(AgesPart.size)
      for offset in 0..<AgesPart.size {
        let age = ages[offset]
        if age.isThere { try body(first + OrderPlaces.Place(offset), age) }
      }
    }
  }

  /// Hands over the bytes of each order on the board, in the order of their places; throws at the end unless they were all
  /// there, and their ages as well.
  ///
  /// - Parameter body: returns the order's age.
  func forEachPlace(
    _ expected: Tally, _ body: (OrderPlaces.Place, UnsafeBufferPointer<UInt8>) throws -> OrderAge
  ) throws {
    var tally = Tally()
    var (part, partCount) = (nil as Int64?, 0)
    var ages = AgesPart()
    func compareAges() throws {
      guard let number = part else { return }
      partCount += 1
      guard let saved = try self.ages(part: number), saved.ages.bytes == ages.bytes else {
        throw Damage("the ages of orders are not those of the orders")
      }
      tally.add(saved.checksum, holding: 0)
    }
    var last: Int64 = -1
    try Query(database, "SELECT page, orders, checksum FROM orders ORDER BY page").eachRow { columns in
      let number = columns.integer()
      let page = try OrderPage(columns.blob())
      tally.add(try columns.check("orders"), holding: page.count)
      guard number > last, number < OrderPage.limit else { throw Damage("pages of orders are out of place") }
      last = number
      if part != number / AgesPart.pages {
        try compareAges()
        part = number / AgesPart.pages
        ages = AgesPart()
      }
      for offset in 0..<OrderPage.size {
        let bytes = page[offset]
        guard !bytes.isEmpty else { continue }
        let place = OrderPlaces.Place(number) * OrderPlaces.Place(OrderPage.size) + OrderPlaces.Place(offset)
        ages[Int(place) % AgesPart.size] = try body(place, bytes)
      }
    }
    try compareAges()
    guard tally == expected else { throw Damage("orders are missing") }
    let parts = try Query(database, "SELECT count(*) FROM ages").first { $0.integer() }
    guard parts == Int64(partCount) else { throw Damage("there are more ages than orders") }
  }

  /// Where everything is.
  func orderPlaces(_ expected: Tally) throws -> OrderPlaces {
    var places = OrderPlaces()
    try forEachPlace(expected) { place, bytes in
      let head = try OrderHead.inPage(bytes)
      let age = head.age
      try places.found(head.id, at: place, isLarge: bytes.count >= PackedOrders.largeSize)
      places.note(age)
      return age
    }
    places.foundAll()
    return places
  }

  /// The order in a place; `nil` where there is none.
  func order(at place: OrderPlaces.Place) throws -> SavedOrder? {
    let (page, offset) = Int64(place).quotientAndRemainder(dividingBy: Int64(OrderPage.size))
    return try read(page: page) { try $0.order(at: Int(offset)) } ?? nil
  }

  /// Makes something of a page; `nil` where there is none.
  func read<Value>(page: Int64, _ body: (OrderPage) throws -> Value) throws -> Value? {
    try Query(database, "SELECT page, orders, checksum FROM orders WHERE page = ?").first {
      $0.add(page)
    } _: { columns in
      _ = columns.integer()
      let page = try OrderPage(columns.blob())
      _ = try columns.check("orders")
      return try body(page)
    }
  }

  /// The saved orders of those ids, on the board or not.
  ///
  /// - Parameter places: where those on the board are; `nil`: they are looked for.
  func orders(_ ids: [OrderID], _ places: OrderPlaces? = nil) throws -> [SavedOrder] {
    var found: [SavedOrder] = []
    var missing: [OrderID] = []
    let archived = try Query(database, "SELECT \(list(SavedOrder.columns)) FROM archive WHERE order_id = ?")
    for id in ids {
      let order = try archived.first {
        $0.add(id.rawValue)
      } _: { columns in
        let order = SavedOrder(&columns)
        _ = try columns.check("archive")
        return order
      }
      if let order { found.append(order) } else { missing.append(id) }
    }
    if let places { return try found + missing.compactMap { id in try places[id].flatMap { try order(at: $0) } } }
    return try found + search(Set(missing))
  }

  private func search(_ ids: Set<OrderID>) throws -> [SavedOrder] {
    guard !ids.isEmpty else { return [] }
    var found: [SavedOrder] = []
    try Query(database, "SELECT page, orders, checksum FROM orders").eachRow { columns in
      _ = columns.integer()
      let page = try OrderPage(columns.blob())
      _ = try columns.check("orders")
      for offset in 0..<OrderPage.size where !page[offset].isEmpty {
        if ids.contains(try OrderHead.inPage(page[offset]).id), let order = try page.order(at: offset) {
          found.append(order)
        }
      }
    }
    return found
  }
}

extension OrderHead {
  static func inPage(_ bytes: UnsafeBufferPointer<UInt8>) throws(Damage) -> OrderHead {
    do { return try OrderHead(packed: bytes) } catch { throw OrderPage.damage }
  }
}

extension [StateTables.Change] {
  /// Hands over the changes in each page, or part, of so many places together.
  fileprivate func forEachRun(of size: Int, _ body: (Int64, ArraySlice<Element>) throws -> Void) rethrows {
    var rest = self[...]
    while let first = rest.first {
      let number = Int(first.place) / size
      let end = rest.firstIndex { Int($0.place) / size != number } ?? rest.endIndex
      try body(Int64(number), rest[..<end])
      rest = rest[end...]
    }
  }
}

extension OrderPageWriter {
  /// Adds a page as it was, if it was there, with what changes in it.
  ///
  /// - Parameter changes: in the order of their places; the last one holds for a place.
  fileprivate mutating func append(
    _ page: OrderPage?, changed changes: ArraySlice<StateTables.Change>, _ orders: PackedOrders
  ) {
    var next = changes.startIndex
    for offset in 0..<OrderPage.size {
      var change: StateTables.Change?
      while next < changes.endIndex, Int(changes[next].place) % OrderPage.size == offset {
        change = changes[next]
        next += 1
      }
      if let change {
        if let index = change.index { append(index, of: orders) } else { appendNone() }
      } else if let page {
        append(page[offset])
      } else {
        appendNone()
      }
    }
  }
}
