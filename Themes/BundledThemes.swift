/// The themes of the top-level `Themes` folder, as text inside the binary.
package enum BundledThemes {}
