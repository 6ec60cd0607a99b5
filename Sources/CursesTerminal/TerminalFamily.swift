/// Kinds of terminals by what `TERM` calls them.
enum TerminalFamily {
  private static let xterms = [
    "xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "ghostty", "gnome", "kitty", "konsole", "mintty", "st-",
    "vte", "wezterm",
  ]

  /// Whether it knows the control sequences of xterm that no terminal database tells of: titles, mouse, clipboard.
  static func isXterm(_ type: String) -> Bool { xterms.contains { type.hasPrefix($0) } }
}
