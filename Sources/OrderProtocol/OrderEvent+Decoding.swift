package import EventStream

extension DecodedEvent {
  /// Decodes one event of the stream. Never traps, never throws: whatever came costs at most one problem.
  package init(_ event: ServerSentEvent) {
    self.init(.unknown(type: event.type))
  }
}
