/// Why a word of a filter counts for nothing, or can match nothing.
package enum FilterProblem: Error, Equatable, Sendable {
  /// `age>`: nothing stands behind it.
  case noValue(field: String)
  /// `total>much`
  case noNumber(String)
  /// `age>soon`
  case noTime(String)
  /// `status>shipped`: the field holds a text, which is no more and no less than another.
  case noComparison(field: String, mark: String)
  /// `is:fine`; those that can be asked for.
  case noState(String, states: [String])
  /// No order of the board has a field of that name; those that can be asked for.
  case unknownField(String, fields: [String])
}
