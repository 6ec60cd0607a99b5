import TOML

/// A theme file: where it is from, and what it holds.
package struct ThemeSource: Sendable {
  /// The file, as errors shall name it, e.g. `~/.config/ordertop/themes/mine.toml`.
  package let file: String
  package let bytes: [UInt8]
  /// Why the file could not be read, e.g. `permission denied`; its theme is a broken one then.
  package let problem: String?

  package init(file: String, bytes: [UInt8], problem: String? = nil) {
    self.file = file
    self.bytes = bytes
    self.problem = problem
  }

  /// The theme's name: that of the file, without folder and `.toml`; `nil` when nobody could type it.
  package var name: String? {
    let last = file.split(separator: "/").last ?? ""
    let stem = last.hasSuffix(".toml") ? last.dropLast(".toml".count) : last
    let isTypable = stem.unicodeScalars.allSatisfy { TOMLParser.isBare($0) || $0 == "." }
    return !stem.isEmpty && stem.utf8.count <= 64 && isTypable ? String(stem) : nil
  }
}

/// All themes there are. Each is read when it is first asked for.
package struct ThemeCatalog: Sendable {
  package static let defaultName = "midnight"
  private static let longestChain = 8

  /// The themes to choose from: the bundled ones in their order, then the user's by name. Broken ones are among them.
  package let names: [String]
  /// What is wrong with the user's files, as far as they were read.
  package private(set) var problems: [ThemeError] = []

  private let bundled: [String: ThemeSource]
  private let user: [String: ThemeSource]
  private var read: [Origin: Result<Theme, ThemeError>] = [:]

  private struct Origin: Hashable {
    var name: String
    var isUsers: Bool
  }

  /// - Parameters:
  ///   - bundled: the themes inside the binary, in the order of choice; they extend one another alone.
  ///   - user: the user's theme files. One of a bundled theme's name replaces it, and may extend it by that name.
  package init(bundled: [ThemeSource], user: [ThemeSource] = []) {
    func byName(_ sources: [ThemeSource]) -> [String: ThemeSource] {
      Dictionary(sources.compactMap { source in source.name.map { ($0, source) } }) { first, _ in first }
    }
    self.bundled = byName(bundled)
    self.user = byName(user)
    let own = bundled.compactMap(\.name)
    names = own + Set(user.compactMap(\.name)).subtracting(own).sorted()
    for source in user where source.name == nil {
      problems.append(
        ThemeError(file: source.file, reason: "a theme's file name has letters, digits, '.', '-' and '_' only"))
    }
  }

  /// - Throws: ``ThemeError`` when there is no such theme, or when it is broken.
  package mutating func theme(named name: String) throws(ThemeError) -> Theme {
    guard names.contains(name) else {
      throw ThemeError(
        file: nil, reason: "no theme \(ThemeError.quoted(name)); there are \(names.joined(separator: ", "))",
        suggestion: nearestName(to: name, among: names))
    }
    return try theme(Origin(name: name, isUsers: user[name] != nil), extendedBy: []).get()
  }

  /// The user's file that a theme is read from; `nil` for a bundled one.
  package func userFile(of name: String) -> String? { user[name]?.file }

  private mutating func theme(_ origin: Origin, extendedBy: [Origin]) -> Result<Theme, ThemeError> {
    if let known = read[origin] { return known }
    guard let source = (origin.isUsers ? user : bundled)[origin.name] else {
      return .failure(ThemeError(file: nil, reason: "no theme \(ThemeError.quoted(origin.name))"))
    }
    let result: Result<Theme, ThemeError>
    do throws(ThemeError) {
      if let problem = source.problem { throw ThemeError(file: source.file, reason: problem) }
      let theme = try ThemeReader.read(source.bytes, name: origin.name, file: source.file) { name, kind in
        base(of: origin, name, kind, extendedBy: extendedBy + [origin])
      }
      result = .success(theme)
    } catch {
      result = .failure(error)
      if origin.isUsers { problems.append(error) }
    }
    read[origin] = result
    return result
  }

  private mutating func base(
    of origin: Origin, _ stated: String?, _ kind: Theme.Kind?, extendedBy: [Origin]
  ) -> ThemeBase {
    if stated == nil, !origin.isUsers { return .none }
    // Without a word from the user, what is left out comes from the bundled theme of the same kind.
    let name = stated ?? (kind == .light ? "paper" : ThemeCatalog.defaultName)
    let isUsers = origin.isUsers && stated != nil && name != origin.name && user[name] != nil
    let wanted = Origin(name: name, isUsers: isUsers)
    guard extendedBy.count <= ThemeCatalog.longestChain else {
      return .broken(ThemeError(file: nil, reason: "more than \(ThemeCatalog.longestChain) themes, one upon the other"))
    }
    if extendedBy.contains(wanted) || (origin.name == name && origin.isUsers && bundled[name] == nil) {
      return .circular
    }
    guard (isUsers ? user : bundled)[name] != nil else {
      return stated == nil ? .none : .unknown(names: names.filter { $0 != origin.name })
    }
    switch theme(wanted, extendedBy: extendedBy) {
    case .success(let theme): return .theme(theme)
    case .failure(let error): return .broken(error)
    }
  }
}
