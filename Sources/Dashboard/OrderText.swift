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
  var overdueText: String { signed(\.ageText) }

  /// The same in the list of orders, as ``calmText(atMost:)``: `+2m`, `-4m`, and in the last minute before the limit and the
  /// first one after it `-41s`, `+7s`. What is left out is left out on both sides: nothing is called later than it is, nor
  /// does it ever have less time than it is said to have.
  func calmOverdueText(atMost cells: Int) -> String { signed { $0.calmText(atMost: cells - 1) } }

  private func signed(_ text: (Duration) -> String) -> String {
    self < .zero ? "-" + text(.zero - self) : "+" + text(self)
  }
}
