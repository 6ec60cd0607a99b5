/// A line of text being typed, and the place where it changes.
struct EditedLine: Equatable {
  private var before: [Character]
  private var after: [Character]

  var text: String { String(before + after) }
  var behindCursor: Int { after.count }

  /// - Parameter text: `nil`: there is no such line.
  init?(_ text: String?, behindCursor: Int) {
    guard let text else { return nil }
    let characters = Array(text)
    let cursor = characters.count - min(max(0, behindCursor), characters.count)
    before = Array(characters[..<cursor])
    after = Array(characters[cursor...])
  }

  mutating func apply(_ command: Command) {
    switch command {
    case .typeInFilter(let character):
      if before.count + after.count < ViewState.filterLimit { before.append(character) }
    case .deleteInFilter: _ = before.popLast()
    case .clearFilterLine: before = []
    case .editLine(let edit): apply(edit)
    default: break
    }
  }

  private mutating func apply(_ edit: Command.LineEdit) {
    switch edit {
    case .deleteAfter: if !after.isEmpty { after.removeFirst() }
    case .deleteWord:
      while before.last?.isWhitespace == true { before.removeLast() }
      while before.last?.isWhitespace == false { before.removeLast() }
    case .left: if let last = before.popLast() { after.insert(last, at: 0) }
    case .right: if !after.isEmpty { before.append(after.removeFirst()) }
    case .start: (before, after) = ([], before + after)
    case .end: (before, after) = (before + after, [])
    }
  }
}
