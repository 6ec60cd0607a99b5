package import OrderProtocol
package import OrderStore

/// How long orders may stay in their status, status by status, and who says so.
package struct LimitSettings: Equatable, Sendable {
  /// What is chosen for one status.
  package struct Choice: Equatable, Sendable {
    package let status: OrderStatus
    /// `nil`: no limit.
    package let steps: Setting<AgeLimits.Steps?>
  }

  /// Those of the protocol first, in the order of an order's life, and that of all the rest last.
  package private(set) var choices = (AgeLimits.standard.limited + [AgeLimits.rest]).map { status in
    Choice(status: status, steps: Setting(AgeLimits.standard[status]))
  }

  /// Replaces or adds the limit of a status; `nil` takes it away.
  package mutating func set(_ status: OrderStatus, _ steps: AgeLimits.Steps?, from source: ConfigurationSource) {
    var setting = Setting<AgeLimits.Steps?>(nil)
    setting.set(steps, from: source)
    choices.removeAll { $0.status == status }
    choices.append(Choice(status: status, steps: setting))
    let order = AgeLimits.standard.limited
    func place(_ choice: Choice) -> (Int, String) {
      (order.firstIndex(of: choice.status) ?? (choice.status == AgeLimits.rest ? .max : .max - 1), choice.status.word)
    }
    choices.sort { place($0) < place($1) }
  }

  package var limits: AgeLimits {
    var limits = AgeLimits()
    for choice in choices {
      if let steps = choice.steps.value {
        limits[choice.status] = steps
      } else if choice.status != AgeLimits.rest {
        limits.exempt(choice.status)
      }
    }
    return limits
  }
}
