/// A list that lies over the panes, one line of which is to be chosen.
package struct Choice: Equatable, Sendable {
  /// What is being chosen.
  package enum Subject: Equatable, Sendable, CaseIterable {
    /// The column that the orders are sorted by, one of ``SortColumn/allCases``.
    case sort
    /// The theme: while the list is open the screen looks like the one that is selected.
    case theme
  }

  /// One line of the list.
  package struct Option: Equatable, Sendable {
    package var name: String
    /// What there is to say about it, e.g. `now`.
    package var note: String
    /// A line for people who choose.
    package var description: String
    /// Why it cannot be chosen.
    package var problem: String?

    package init(_ name: String, note: String = "", description: String = "", problem: String? = nil) {
      self.name = name
      self.note = note
      self.description = description
      self.problem = problem
    }
  }

  package let subject: Subject
  /// What the list is about, in one or two words.
  package let title: String
  package private(set) var options: [Option]
  /// The line that Enter chooses: an index of ``options``, or 0 where there are none.
  package private(set) var selected: Int

  package init(_ subject: Subject, title: String, options: [Option], selected: Int = 0) {
    self.subject = subject
    self.title = title
    self.options = options
    self.selected = options.indices.contains(selected) ? selected : 0
  }

  /// How many lines a page up or down goes.
  private static let page = 8

  /// Goes to a line, if there is such a one.
  mutating func select(_ line: Int) {
    if options.indices.contains(line) { selected = line }
  }

  mutating func move(_ movement: Command.Movement) {
    selected = movement.target(from: selected, page: Self.page, last: options.count - 1)
  }

  /// The selected line; `nil` when there is none.
  package var selectedOption: Option? { options.indices.contains(selected) ? options[selected] : nil }

  /// Goes to the next line, from the last to the first.
  mutating func next() { selected = selected + 1 < options.count ? selected + 1 : 0 }

  /// Goes to the next line that begins with a letter, upper and lower case being one; round to the first.
  mutating func jump(to letter: Character) {
    let letter = letter.lowercased()
    let order = Array(options.indices.dropFirst(selected + 1)) + Array(options.indices.prefix(selected + 1))
    selected = order.first { options[$0].name.lowercased().hasPrefix(letter) } ?? selected
  }
}
