extension Configuration {
  /// Applies the environment.
  ///
  /// - Parameter value: of a variable; `nil` when it is unset or empty.
  package mutating func read(environment value: (_ name: String) -> String?) {
    url.override(value("ORDERTOP_URL"), from: .environment("ORDERTOP_URL"))
    if value("ORDERTOP_TOKEN") != nil { token.set(.environment, from: .environment("ORDERTOP_TOKEN")) }
  }
}
