import TOML

@testable import OrdertopConfiguration

extension Configuration {
  /// What a file makes of the defaults.
  init(file text: String) throws(ConfigurationErrors) {
    self.init(stateDirectory: "/state")
    try read(Array(text.utf8), file: "c.toml", folder: "/folder", home: "/home/me")
  }

  /// All that is wrong with a file, one mistake a line.
  static func mistakes(_ text: String) -> [String] {
    do throws(ConfigurationErrors) {
      _ = try Configuration(file: text)
      return []
    } catch {
      return error.errors.map(\.description)
    }
  }

  /// The printed lines without their comments.
  var values: [String] {
    document.split(separator: "\n").compactMap { line in
      line.hasPrefix("#") ? nil : String(line.prefix { $0 != "#" }.trimmingSuffix(while: { $0 == " " }))
    }
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, condition(last) { text.removeLast() }
    return text
  }
}
