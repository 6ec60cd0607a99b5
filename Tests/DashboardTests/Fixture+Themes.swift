import OrderStore

@testable import Dashboard

extension Fixture {
  /// While a theme is chosen from the list.
  static let themes: [Fixture] = [
    Fixture("themes") { snapshot in
      let names = ["midnight", "paper", "terminal", "contrast", "mono", "solarized-dark", "gruvbox", "nord", "dracula"]
      let options = names.map { name in
        Choice.Option(name, note: name == "midnight" ? "now" : "", description: "What \(name) says of itself to you")
      }
      snapshot.view.choice = Choice(.theme, title: "Themes", options: options, selected: 5)
    },
    Fixture("themes-broken") { snapshot in
      let options = (0..<30).map { number in
        Choice.Option(
          "mine-\(number)", note: number == 28 ? "broken" : "",
          problem: number == 28 ? "mine-28.toml:12:9: unknown role 'lat\u{1B}[2J'; did you mean 'late'?" : nil)
      }
      snapshot.view.choice = Choice(.theme, title: "Themes", options: options, selected: 28)
    },
  ]
}
