import TerminalUI

/// A run of text in one look.
struct Span: Equatable {
  var text: String
  var role: Role
  /// On top of the role's own, e.g. the cursor's.
  var attributes: Style.Attributes = []

  init(_ text: String, _ role: Role, attributes: Style.Attributes = []) {
    self.text = text
    self.role = role
    self.attributes = attributes
  }
}

/// Something to be said in one line, at one of several lengths.
struct LinePiece: Equatable {
  struct Form: Equatable {
    var spans: [Span]
    /// Where room is short, the form with the lowest number gives way first, to the next shorter one or to nothing.
    var keep: Int
  }

  /// The longest first.
  var forms: [Form]
  /// The shortest form stays whatever happens…
  var isRequired = false
  /// …unless not even the shortest forms fit together: then those with the highest rank go, but none with 0.
  var rank = 0
  /// It stands at the right end of the line.
  var isTrailing = false

  init(_ forms: [Form], isRequired: Bool = false) {
    self.forms = forms
    self.isRequired = isRequired
  }

  /// A piece in one look: texts and how much each is worth keeping.
  init(_ role: Role, _ texts: [(text: String, keep: Int)], isRequired: Bool = false) {
    forms = texts.map { Form(spans: [Span($0.text, role)], keep: $0.keep) }
    self.isRequired = isRequired
  }

  init(_ text: String, _ role: Role, keep: Int) { self.init(role, [(text, keep)]) }
}
