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

  /// Those of the protocol first, in the order of an order's life.
  package private(set) var choices = AgeLimits.standard.limited.map { status in
    Choice(status: status, steps: Setting(AgeLimits.standard[status]))
  }

  /// Replaces or adds the limit of a status; `nil` takes it away.
  package mutating func set(_ status: OrderStatus, _ steps: AgeLimits.Steps?, from source: ConfigurationSource) {
    var setting = Setting<AgeLimits.Steps?>(nil)
    setting.set(steps, from: source)
    choices.removeAll { $0.status == status }
    choices.append(Choice(status: status, steps: setting))
    let order = AgeLimits.standard.limited
    choices.sort { one, other in
      (order.firstIndex(of: one.status) ?? .max, one.status.word)
        < (order.firstIndex(of: other.status) ?? .max, other.status.word)
    }
  }

  package var limits: AgeLimits {
    var limits = AgeLimits()
    for choice in choices { limits[choice.status] = choice.steps.value }
    return limits
  }
}
