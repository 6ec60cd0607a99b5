/// Why a history file cannot be used, in a sentence that names it. The file is left as it is.
package enum HistoryError: Error, Equatable, CustomStringConvertible {
  /// It is damaged, or something else.
  case damaged(String)
  /// A newer version of the server has written it.
  case newer(String)
  /// It cannot be made, opened or written, or another server uses it.
  case unavailable(String)

  package var description: String {
    switch self {
    case .damaged(let reason), .newer(let reason), .unavailable(let reason): reason
    }
  }
}
