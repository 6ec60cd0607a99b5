extension ViewState {
  /// What a word of the filter that is looked for as a text may have been meant as: `is:late` for `late`; `nil` where none
  /// names a state.
  package var meantState: String? {
    for word in FilterWord.words(of: filterBeingEdited ?? filter) where word.mark.isEmpty && !word.isNegated {
      if let state = OrderFilter.State(rawValue: word.value.lowercased()) { return "is:\(state.rawValue)" }
    }
    return nil
  }
}
