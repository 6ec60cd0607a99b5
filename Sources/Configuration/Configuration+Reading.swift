package import TOML

/// Everything that is wrong with a configuration file, as far as it was looked for.
package struct ConfigurationErrors: Error, Equatable {
  /// At least one; in the order of the file.
  package let errors: [DocumentError]
}

extension Configuration {
  /// After so many mistakes nobody reads on.
  static let errorLimit = 50

  /// Applies a configuration file. It is of any content; what it does not say stays as it is.
  ///
  /// - Parameters:
  ///   - file: its path, as errors shall name it.
  ///   - folder: where relative paths in it begin.
  ///   - home: what `~/` stands for in it.
  /// - Throws: all mistakes, not only the first one; nothing can be used then.
  package mutating func read(
    _ bytes: [UInt8], file: String, folder: String, home: String?
  ) throws(ConfigurationErrors) {
    var errors: [DocumentError] = []
    let start = TextPosition(line: 1, column: 1)
    let context = FileContext(folder: folder, home: home)
    do throws(DocumentError) {
      for entry in try TOMLDocument.entries(bytes, file: file) where errors.count < Self.errorLimit {
        read(entry, file: file, context, &errors)
      }
    } catch {
      throw ConfigurationErrors(errors: [error])
    }
    // Keys that could not be read may be the answer to a conflict.
    if errors.isEmpty { errors = keyConflicts(file: file) }
    guard errors.isEmpty else {
      throw ConfigurationErrors(errors: errors.sorted { ($0.position ?? start) < ($1.position ?? start) })
    }
  }

  private mutating func read(
    _ entry: TOMLTable.Entry, file: String, _ context: FileContext, _ errors: inout [DocumentError]
  ) {
    guard let section = ConfigurationSection.all.first(where: { $0.name == entry.key }) else {
      return errors.append(Self.unknown(entry, in: nil, file: file))
    }
    guard case .table(let table) = entry.value.content else {
      return errors.append(
        DocumentError(
          file: file, position: entry.value.position,
          reason: "\(section.name) should be a table, not \(entry.value.kind): [\(section.name)]"))
    }
    for member in table.entries where errors.count < Self.errorLimit {
      do throws(ValueProblem) {
        let source = ConfigurationSource.file(file, member.position)
        if let key = section.keys.first(where: { $0.name == member.key }) {
          try key.read(member, context, &self, source)
        } else if let read = section.read {
          try read(member, context, &self, source)
        } else {
          errors.append(Self.unknown(member, in: section, file: file))
        }
      } catch {
        errors.append(
          DocumentError(
            file: file, position: error.position, reason: "\(section.name).\(member.key): \(error.reason)",
            suggestion: error.suggestion))
      }
    }
  }

  private mutating func keyConflicts(file: String) -> [DocumentError] {
    keys.apply().map { source, reason in
      let position: TextPosition? = if case .file(_, let position) = source { position } else { nil }
      return DocumentError(file: file, position: position, reason: reason)
    }
  }

  /// Words for a token, which has no place in this file.
  private static let secretNames: Set<String> = [
    "token", "bearer", "bearer-token", "auth-token", "access-token", "authorization", "password",
  ]

  private static func unknown(
    _ entry: TOMLTable.Entry, in section: ConfigurationSection?, file: String
  ) -> DocumentError {
    let name = DocumentError.quoted(entry.key)
    func error(_ reason: String, _ suggestion: String? = nil) -> DocumentError {
      DocumentError(file: file, position: entry.position, reason: reason, suggestion: suggestion)
    }
    if secretNames.contains(entry.key.lowercased()) {
      return error(ValueProblem.secret(entry.key, at: entry.position).reason)
    }
    let all = ConfigurationSection.all
    let homes = all.filter { other in other.name != section?.name && other.keys.contains { $0.name == entry.key } }
    if !homes.isEmpty {
      return error("unknown key \(name) here; it belongs into \(homes.map { "[\($0.name)]" }.joined(separator: ", "))")
    }
    guard let section else {
      let isTable = if case .table = entry.value.content { true } else { false }
      return error("unknown \(isTable ? "section" : "key") \(name)", nearestName(to: entry.key, among: all.map(\.name)))
    }
    return error(
      "unknown key \(name) in [\(section.name)]", nearestName(to: entry.key, among: section.keys.map(\.name)))
  }
}

extension ValueProblem {
  /// A token where none may be.
  static func secret(_ name: String, at position: TextPosition) -> ValueProblem {
    ValueProblem(
      "\(DocumentError.quoted(name)): no token is kept in this file; put it into one of mode 600 and name that with "
        + "stream.token-file", at: position)
  }
}
