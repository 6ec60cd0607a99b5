/// What is wrong with a file whose SQLite has no complaint.
struct Damage: Error {
  var what: String

  init(_ what: String) { self.what = what }
}
