/// The themes of the top-level `Themes` folder, as text inside the binary.
package enum BundledThemes {
  /// File name and content, in the order in which they are offered; the first is the default.
  package static var all: [(file: String, bytes: [UInt8])] {
    [
      ("midnight.toml", PackageResources.midnight_toml),
      ("paper.toml", PackageResources.paper_toml),
      ("terminal.toml", PackageResources.terminal_toml),
      ("contrast.toml", PackageResources.contrast_toml),
      ("mono.toml", PackageResources.mono_toml),
      ("okabe-ito.toml", PackageResources.okabe_ito_toml),
      ("tritan.toml", PackageResources.tritan_toml),
      ("solarized-dark.toml", PackageResources.solarized_dark_toml),
      ("solarized-light.toml", PackageResources.solarized_light_toml),
      ("gruvbox.toml", PackageResources.gruvbox_toml),
      ("nord.toml", PackageResources.nord_toml),
      ("dracula.toml", PackageResources.dracula_toml),
      ("catppuccin-mocha.toml", PackageResources.catppuccin_mocha_toml),
      ("tokyo-night.toml", PackageResources.tokyo_night_toml),
      ("phosphor.toml", PackageResources.phosphor_toml),
    ]
  }
}
