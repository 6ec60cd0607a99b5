/// A section of a manual page beside those made from the command line.
package struct ManualSection: Sendable {
  /// What a section is made of.
  package enum Part: Sendable {
    /// Paragraphs with a blank line between them; indented lines stand as they are, what is in backquotes is bold.
    case text(String)
    case heading(String)
    /// Terms, and what each of them means.
    case entries([(term: String, meaning: String)])
  }

  /// In capitals, as manuals have it.
  package var title: String
  package var parts: [Part]

  package init(_ title: String, _ parts: [Part]) {
    self.title = title
    self.parts = parts
  }
}
