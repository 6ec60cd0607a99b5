import Dashboard
import ManualPages
import OrdertopConfiguration

extension Manual {
  static let description = """
    `ordertop` shows a live stream of orders, which it follows over Server-Sent Events: what waits for how long, what \
    is late, and everything about the order that is selected. It keeps its place across lost connections, saves what \
    it knows, and goes on where it was when it is started again.

    The word at the top left says how far the board can be relied on. A stale feed, a gap in the history and a paused \
    view are always on the screen.

    All durations are in seconds, and may have decimals, where nothing else is said.
    """

  /// Every key there is, as the keys come.
  static var keys: ManualSection {
    ManualSection(
      "KEYS",
      KeyGroup.allCases.flatMap { group -> [ManualSection.Part] in
        [
          .heading(group.rawValue),
          .entries(
            KeyTable.standard.help(group).map { binding in
              (
                binding.keys.map { $0.name(ascii: true) }.joined(separator: " "),
                "\(binding.help) Action: `\(binding.action)`"
              )
            }),
        ]
      })
  }

  /// Every mark on the screen.
  static var marks: ManualSection {
    ManualSection("MARKS", [.entries(HelpPane.marks.map { ($0.mark, $0.meaning) })])
  }

  /// Everything that the configuration file can say.
  static var configurationFile: ManualSection {
    let defaults = Configuration(stateDirectory: "~/.local/state/ordertop")
    let sections = ConfigurationSection.all.flatMap { section -> [ManualSection.Part] in
      let entries = section.keys.map { key in
        (key.name, "\(key.meaning) Default: \(key.standard(in: defaults)).")
      }
      return [.heading("[\(section.name)]"), section.meaning.map { .text($0) } ?? .entries(entries)]
    }
    return ManualSection(
      "CONFIGURATION",
      [
        .text(
          """
          The file is TOML. An option beats its environment variable, which beats the file, which beats the default. \
          Times are seconds or have a unit (`"90s"`, `"45m"`, `"24h"`, `"30d"`), sizes are bytes or have one (`"64K"`, \
          `"256M"`, `"2G"`); relative paths begin at the file's folder, and `~/` is the home. Unknown keys and wrong values \
          are errors, told with line and column.
          """)
      ] + sections)
  }

  /// Every variable that is looked at.
  static let environment = ManualSection(
    "ENVIRONMENT",
    [
      .entries([
        ("ORDERTOP_URL", "The endpoint, when `--url` is not given."),
        ("ORDERTOP_TOKEN", "The bearer token, when `--token-file` is not given."),
        ("XDG_STATE_HOME", "States are saved in `ordertop` in there, instead of in `~/.local/state`."),
        ("XDG_CONFIG_HOME", "Settings and themes are read from `ordertop` in there, instead of from `~/.config`."),
        ("HOME", "Where those are when the variables above are not set."),
        ("NO_COLOR", "Set to anything: no colours, only bold, underlined and reversed text."),
        ("TMUX", "Set by tmux: what is copied becomes its buffer, too."),
        ("TERM", "The terminal's kind, which also tells how many colours it has."),
        ("LC_ALL, LC_CTYPE, LANG", "A locale without UTF-8 is drawn for with ASCII characters only."),
        ("TMPDIR", "Where orders wait while they are printed, and a state that can only be read is copied to."),
      ])
    ])

  static let files = ManualSection(
    "FILES",
    [
      .entries([
        (
          "~/.config/ordertop/config.toml",
          "The configuration. What is in force is printed by `ordertop config`, with everything that can stand in it."
        ),
        ("~/.config/ordertop/themes/NAME.toml", "A theme of your own."),
        (
          "~/.local/state/ordertop/",
          "Saved states, one SQLite file for each URL and set of filters. Only their owner can read them."
        ),
        (
          "~/.local/state/ordertop/crash-report.txt",
          """
          Which fault ended the dashboard, and where in the program it was. The next start tells of it, and names it \
          `crash-report.told.txt`.
          """
        ),
      ])
    ])

  static let exitStatus = ManualSection(
    "EXIT STATUS", [.entries(ExitStatus.allCases.map { (String($0.rawValue), $0.meaning) })])

  static let examples = ManualSection("EXAMPLES", [.text(Example.text(Example.all, separator: "\n\n"))])
}
