extension DashboardState {
  /// Opens the list of columns to sort by.
  mutating func openSortList() {
    let options = SortColumn.allCases.map { column in
      Choice.Option(column.rawValue, note: column == view.sort ? view.isReversed ? "now, reversed" : "now" : "")
    }
    view.choice = Choice(
      .sort, title: "Sort by", options: options, selected: SortColumn.allCases.firstIndex(of: view.sort) ?? 0)
  }

  /// Closes the list with what it chooses.
  mutating func choose(at moment: Moment) {
    guard let choice = view.choice else { return }
    view.choice = nil
    switch choice.subject {
    case .sort:
      guard SortColumn.allCases.indices.contains(choice.selected) else { return }
      sort(.sort(by: SortColumn.allCases[choice.selected]), at: moment)
    case .theme: useTheme(choice, at: moment)
    }
  }
}
