package import TOML

/// Why a theme cannot be used.
package typealias ThemeError = DocumentError
