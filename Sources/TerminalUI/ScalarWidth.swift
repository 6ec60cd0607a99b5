/// What a scalar takes up on the screen.
enum ScalarWidth: UInt8 {
  /// Nothing: it joins the cell before it.
  case zero
  case narrow
  case wide
  /// It must not reach a terminal: control, format, bidi, separator, private use, unassigned.
  case unprintable

  init(of scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x7F {
      self = value < 0x20 ? .unprintable : .narrow
      return
    }
    // The last change at or before the scalar.
    let key = value << 2 | 3
    var low = 0
    var high = Self.changes.count
    while low < high {
      let middle = (low + high) / 2
      if Self.changes[middle] <= key { low = middle + 1 } else { high = middle }
    }
    guard low > 0, let width = ScalarWidth(rawValue: UInt8(Self.changes[low - 1] & 3)) else {
      self = .unprintable
      return
    }
    self = width
  }

  /// Cells: 0, 1 or 2.
  var cells: Int {
    switch self {
    case .zero: 0
    case .narrow, .unprintable: 1
    case .wide: 2
    }
  }
}

extension Unicode.Scalar {
  /// Whether a terminal prints it, on cells of its own or on those of the scalar before: no control, format or bidi
  /// character, no separator, no private use, and assigned.
  package var isPrinted: Bool { ScalarWidth(of: self) != .unprintable }
}
