import GRDB
import OrderProtocol
import SavedState

extension StateTables {
  /// Writes the orders of tables that had a column for each field into those that have not; they keep their rows.
  func packOrders() throws {
    guard var row = try stream() else {
      for table in ["orders_of_columns", "archive_of_columns"] { try requireEmpty(table) }
      return
    }
    row.ledger.orders = try packOrders("orders", row.ledger.orders)
    row.ledger.archive = try packOrders("archive", row.ledger.archive)
    try write(row)
  }

  private func packOrders(_ table: String, _ expected: Tally) throws -> Tally {
    var (before, after) = (Tally(), Tally())
    let columns = SavedOrder.columns
    let insert = try Query(
      database, "INSERT INTO \(table) (\(list(columns)), row) VALUES (\(places(columns)), ?\(columns.count + 2))")
    try Query(
      database, "SELECT \(list(SavedOrder.columnsBeforePacking)), row FROM \(table)_of_columns ORDER BY row"
    ).eachRow { columns in
      let order = SavedOrder(beforePacking: &columns)
      before.add(try columns.check("orders"))
      let row = columns.integer()
      try insert.run { parameters in
        order.write(to: &parameters)
        after.add(parameters.hash.value)
        parameters.addChecksum()
        parameters.add(row)
      }
    }
    guard before == expected else { throw Damage("orders are missing") }
    return after
  }

  /// Puts orders that had a row each into pages, in the order of their rows.
  func gatherOrders() throws {
    guard var row = try stream() else { return try requireEmpty("orders_of_rows") }
    let expected = row.ledger.orders
    var before = Tally()
    row.ledger.orders = Tally()
    var batch = PackedOrders()
    var end: OrderPlaces.Place = 0
    func gather() throws {
      try append(batch, from: end, &row.ledger)
      end += OrderPlaces.Place(batch.count)
      batch = PackedOrders()
    }
    let columns = list(SavedOrder.columns)
    try Query(database, "SELECT \(columns) FROM orders_of_rows ORDER BY row").eachRow { columns in
      batch.append(SavedOrder(&columns))
      before.add(try columns.check("orders"))
      if batch.count == AgesPart.size { try gather() }
    }
    try gather()
    guard before == expected else { throw Damage("orders are missing") }
    try write(row)
  }
}
