import ArgumentParser
import Dashboard
import OrderProtocol

extension CompletionKind {
  /// The themes there are, the user's own among them.
  static let theme = CompletionKind.custom { _, _, _ in ThemeCatalog.current().names }

  /// Event types with commas between them, none twice.
  static let eventTypes = CompletionKind.custom { _, _, typed in
    let given = typed.split(separator: ",", omittingEmptySubsequences: false).dropLast().map(String.init)
    // Control events come in any case.
    let types = OrderEventType.allCases.map(\.rawValue).filter { $0.hasPrefix("order-") && !given.contains($0) }
    return types.map { (given + [$0]).joined(separator: ",") }
  }
}
