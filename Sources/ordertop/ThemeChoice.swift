import Dashboard
import OrderStore
import TOML

/// The themes there are, and the looks of those that were shown.
struct ThemeChoice: Sendable {
  private var catalog: ThemeCatalog
  /// The one to start with.
  let selected: Theme
  private var looks: [String: Look] = [:]

  init(catalog: ThemeCatalog, selected: Theme) {
    self.catalog = catalog
    self.selected = selected
  }

  /// Reads all themes anew: whoever works on one sees the change when the list is opened.
  mutating func list() -> [Choice.Option] {
    catalog = .current()
    for name in looks.keys where (try? catalog.theme(named: name)) != nil { looks[name] = nil }
    return catalog.names.map { name in
      do throws(ThemeError) {
        return Choice.Option(name, description: try catalog.theme(named: name).description)
      } catch {
        // The folder is known, and the list is narrow.
        let problem = ThemeError(
          file: "\(name).toml", position: error.position, reason: error.reason, suggestion: error.suggestion)
        return Choice.Option(name, problem: "\(problem)")
      }
    }
  }

  /// What the theme looks like at that depth; `nil` when it cannot be read and never could.
  mutating func look(of name: String, _ depth: ColorDepth) -> Look? {
    if let known = looks[name] { return known }
    guard let theme = (try? catalog.theme(named: name)) ?? (name == selected.name ? selected : nil) else { return nil }
    let look = theme.look(depth: depth)
    looks[name] = look
    return look
  }
}
