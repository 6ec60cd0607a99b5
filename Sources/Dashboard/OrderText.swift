import OrderProtocol
import OrderStore

extension OrderStatus {
  var role: Role {
    switch self {
    case .created: .statusCreated
    case .pending: .statusPending
    case .processing: .statusProcessing
    case .shipped: .statusShipped
    case .cancelled: .statusCancelled
    case .other: .statusOther
    }
  }
}

extension Severity {
  /// The look of an age that is this bad; `nil`: nothing special.
  var role: Role? {
    switch self {
    case .normal: nil
    case .warning: .warning
    case .late: .late
    }
  }
}

extension Duration {
  /// A distance from a limit, with its sign: `+2:41` over it, `-4:19` to go.
  var overdueText: String { overdueText(atMost: .max) }

  /// The same in so many cells, as ``ageText(atMost:)``.
  func overdueText(atMost cells: Int) -> String {
    let size = self < .zero ? Duration.zero - self : self
    return (self < .zero ? "-" : "+") + size.ageText(atMost: cells - 1)
  }
}
