extension DashboardState {
  /// T: asks for the list of themes; once it is open, the next one.
  mutating func nextTheme() -> [Effect] {
    guard view.choice?.subject == .theme, !view.showsHelp else { return [.listThemes] }
    view.choice?.next()
    return []
  }

  /// Opens the list of themes, at the one in use.
  mutating func openThemes(_ themes: [Choice.Option], at moment: Moment) {
    guard !themes.isEmpty else { return say("no themes", at: moment) }
    let options = themes.map { theme in
      var theme = theme
      theme.note = theme.name == view.theme ? "now" : theme.problem == nil ? "" : "broken"
      return theme
    }
    view.showsHelp = false
    view.choice = Choice(
      .theme, title: "Themes", options: options, selected: options.firstIndex { $0.name == view.theme } ?? 0)
  }

  /// Enter: the theme that the screen looks like stays, if it can be used.
  mutating func useTheme(_ choice: Choice, at moment: Moment) {
    guard let theme = choice.selectedOption else { return }
    guard theme.problem == nil else {
      view.choice = choice
      return say("theme \(theme.name) cannot be used", at: moment)
    }
    view.theme = theme.name
    say("theme \(theme.name)", at: moment)
  }
}

extension ViewState {
  /// The name of the theme that the screen has to look like: the one in use, or the one that is looked at.
  package var shownTheme: String {
    guard let choice, choice.subject == .theme, let theme = choice.selectedOption else { return self.theme }
    return theme.name
  }
}
