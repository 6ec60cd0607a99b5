/// The themes of the top-level `Themes` folder, as text inside the binary.
package enum BundledThemes {
  /// File name and content, in the order in which they are offered; the first is the default.
  package static var all: [(file: String, bytes: [UInt8])] {
    [
      ("midnight.toml", PackageResources.midnight_toml),
      ("paper.toml", PackageResources.paper_toml),
      ("terminal.toml", PackageResources.terminal_toml),
      ("contrast.toml", PackageResources.contrast_toml),
    ]
  }
}
