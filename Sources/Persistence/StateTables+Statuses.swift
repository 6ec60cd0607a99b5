import GRDB

extension StateTables {
  /// A server that makes up ever more statuses costs no more than this.
  private static let statusLimit = 200

  /// The statuses of open orders, in the order of their words. Each is one step in the index, however many orders it has.
  func openStatuses() throws -> [String] {
    let sql = """
      WITH RECURSIVE found(status) AS (
        SELECT min(status) FROM orders WHERE \(Schema.isOpen)
        UNION ALL
        SELECT (SELECT min(status) FROM orders WHERE \(Schema.isOpen) AND status > found.status)
        FROM found WHERE found.status IS NOT NULL
      )
      SELECT status FROM found WHERE status IS NOT NULL LIMIT \(Self.statusLimit)
      """
    return try String.fetchAll(database, sql: sql)
  }
}
