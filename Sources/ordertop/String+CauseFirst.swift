extension String {
  /// The reason of an error about a saved state, what is wrong before which file: where it is shown there may be room for
  /// one only. A text of another form stays as it is.
  ///
  /// - Parameter directory: where the saved states are; the names in it hold no colon.
  func causeFirst(in directory: String) -> String {
    guard !directory.isEmpty, hasPrefix(directory) else { return self }
    let path = prefix(upTo: dropFirst(directory.count).prefix { $0 != ":" }.endIndex)
    let rest = self[path.endIndex...]
    return rest.hasPrefix(": ") ? "\(rest.dropFirst(2)): \(path)" : self
  }
}
