import ArgumentParser
import CTerminalGuard
import CursesTerminal
import Dashboard
import Glibc
import OrdertopConfiguration
import TerminalUI

/// The themes there are, and what they look like here.
struct Themes: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the themes and show what they look like.",
    discussion: """
      On a terminal each is shown in the colours that the terminal has; NO_COLOR asks for none. Anywhere else it is a list, \
      a line for each theme: a * for the one to start with, its name, dark or light, what it says of itself, and where it comes from.

      Your own are files of the name NAME.toml in $XDG_CONFIG_HOME/ordertop/themes (~/.config/ordertop/themes). If one of \
      them cannot be used, the list says why, and the exit code is 65.

      All of them, and two side by side:
        ordertop themes
        ordertop themes midnight paper
      The names alone:
        ordertop themes | cut -c3- | cut -d' ' -f1
      """)

  @Argument(help: "Only these.", completion: .theme)
  var names: [String] = []

  @Flag(inversion: .prefixedNo, help: "Draw with ASCII characters only.")
  var ascii: Bool?

  @OptionGroup(title: "Configuration options") var configuration: ConfigurationOptions

  func run() async throws {
    terminal_guard_ignore_broken_pipes()
    let configuration = try configuration.effective(self)
    var catalog = ThemeCatalog.current()
    for name in names where !catalog.names.contains(name) {
      do throws(ThemeError) {
        _ = try catalog.theme(named: name)
      } catch {
        throw Failure(.data, "\(error)")
      }
    }
    let listing = ThemeListing(
      &catalog, names: names.isEmpty ? nil : names, default: configuration.theme.value ?? ThemeCatalog.defaultName)
    let charset = configuration.ascii.value ? Charset.ascii : StandardError.charset
    let lines = OutputTerminal.current.map { listing.previews(on: $0, charset: charset) } ?? listing.lines(charset)
    let output = LineOutput()
    await output.write(Array(lines.map { $0 + "\n" }.joined().utf8))
    if let problem = output.problem { throw Failure(.cannotCreate, problem) }
    if listing.hasBroken { throw ExitStatus.data.code }
  }
}

extension Themes: ConfigurationOverrides {
  func apply(to configuration: inout Configuration) {
    configuration.ascii.override(ascii, from: .option(ascii == false ? "--no-ascii" : "--ascii"))
  }
}

/// The terminal that standard output is.
struct OutputTerminal {
  /// 0: none, or none wanted.
  var colors: Int
  var columns: Int

  /// `nil` when it is none, or one that knows no escape sequences.
  static var current: OutputTerminal? {
    guard isatty(STDOUT_FILENO) == 1, let type = Environment.value("TERM"), type != "dumb",
      let colors = TerminalDescription.colors(of: type)
    else { return nil }
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let isColorful = ColorDepth.isWanted(noColor: Environment.value("NO_COLOR"))
    return OutputTerminal(colors: isColorful ? colors : 0, columns: isKnown ? Int(size.ws_col) : 80)
  }

  var depth: ColorDepth { ColorDepth.choose(terminalColors: colors, noColor: nil) }
}
