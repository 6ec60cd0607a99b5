/// What the server tells the one who runs it: single lines that quote nothing a client sent.
package struct ServerLog: Sendable {
  /// Something to look at.
  package var warn: @Sendable (String) -> Void
  /// What happens as a rule, e.g. that a stream ended.
  package var note: @Sendable (String) -> Void

  package init(warn: @escaping @Sendable (String) -> Void, note: @escaping @Sendable (String) -> Void = { _ in }) {
    self.warn = warn
    self.note = note
  }
}
