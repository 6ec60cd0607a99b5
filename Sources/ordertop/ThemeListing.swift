import Dashboard
import TOML
import TerminalUI

/// What `themes` prints: one entry for each theme, broken ones among them.
struct ThemeListing {
  private struct Entry {
    var name: String
    /// Where it comes from.
    var origin: String
    var content: Result<Theme, ThemeError>

    var kind: String {
      switch content {
      case .success(let theme): theme.kind.rawValue
      case .failure: "broken"
      }
    }

    var description: String {
      switch content {
      case .success(let theme): theme.description
      case .failure(let error): "\(error)"
      }
    }
  }

  private var entries: [Entry] = []
  private let standard: String

  /// - Parameters:
  ///   - names: which ones; `nil`: all, files without a usable name too.
  ///   - standard: the one that the dashboard starts with where none was used before.
  init(_ catalog: inout ThemeCatalog, names: [String]?, default standard: String) {
    self.standard = standard
    if names == nil {
      entries = catalog.problems.map { Entry(name: "-", origin: $0.file ?? "", content: .failure($0)) }
    }
    let named = (names ?? catalog.names).map { name in
      let origin = catalog.userFile(of: name) ?? "bundled"
      do throws(ThemeError) {
        return Entry(name: name, origin: origin, content: .success(try catalog.theme(named: name)))
      } catch {
        return Entry(name: name, origin: origin, content: .failure(error))
      }
    }
    entries = named + entries
  }

  var hasBroken: Bool { entries.contains { $0.kind == "broken" } }

  /// The list: a line for each.
  func lines(_ charset: Charset) -> [String] {
    let nameColumns = entries.map(\.name.count).max() ?? 0
    let descriptionColumns = entries.filter { $0.kind != "broken" }.map(\.description.count).max() ?? 0
    return entries.map { entry in
      let start =
        "\(entry.name == standard ? "*" : " ") \(entry.name.padded(to: nameColumns))  \(entry.kind.padded(to: 6))  "
      let end =
        entry.kind == "broken"
        ? entry.description : "\(entry.description.padded(to: min(60, descriptionColumns)))  \(entry.origin)"
      return forTerminal(start + end, maxCells: StandardError.limit, charset: charset).text
    }
  }

  /// A heading and a picture for each.
  func previews(on terminal: OutputTerminal, charset: Charset) -> [String] {
    let indent = 2
    let columns = min(100, terminal.columns - 2 * indent)
    var lines: [String] = []
    for entry in entries {
      lines += heading(of: entry, terminal, charset)
      guard case .success(let theme) = entry.content, columns >= ThemePreview.fewestColumns else { continue }
      let picture = ThemePreview.draw(look: theme.look(depth: terminal.depth), columns: columns, charset: charset)
      lines += picture.rowsWithEscapes(colors: terminal.colors).map { String(repeating: " ", count: indent) + $0 }
      lines.append("")
    }
    return lines
  }

  private func heading(of entry: Entry, _ terminal: OutputTerminal, _ charset: Charset) -> [String] {
    let bold = Style(attributes: .bold).escape(colors: terminal.colors)
    let plain = Style.plain.escape(colors: terminal.colors)
    let name = forTerminal(entry.name, maxCells: 64, charset: charset)
    let isDefault = entry.name == standard ? ", the default" : ""
    let rest = ["(\(entry.kind), \(entry.origin)\(isDefault))", entry.description].filter { !$0.isEmpty }
    let room = entry.kind == "broken" ? StandardError.limit : max(0, terminal.columns - name.cells - 1)
    return ["\(bold)\(name)\(plain) \(forTerminal(rest.joined(separator: " "), maxCells: room, charset: charset))"]
  }
}

extension String {
  fileprivate func padded(to columns: Int) -> String { self + String(repeating: " ", count: max(0, columns - count)) }
}
