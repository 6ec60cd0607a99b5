import Synchronization

/// Makes names that are hard to meet twice, of lower-case letters and digits.
package final class RandomName: Sendable {
  private let generator: Mutex<any RandomNumberGenerator & Sendable>

  package init(_ generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()) {
    self.generator = Mutex(generator)
  }

  /// The next name, of so many characters.
  func next(_ count: Int) -> String {
    generator.withLock { generator in
      String((0..<count).map { _ in Self.characters.randomElement(using: &generator) ?? "0" })
    }
  }

  private static let characters = Array("0123456789abcdefghijklmnopqrstuvwxyz")
}
