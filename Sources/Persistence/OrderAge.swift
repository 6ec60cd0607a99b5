import OrderProtocol
import SavedState

/// How old the order in one place is: what `status` counts, and what says when a closed order has to leave.
struct OrderAge: Equatable {
  /// 0: there is no order. Else the status' number plus one, with ``alarmBit`` for one that is closed and has an alarm.
  var code: UInt8
  /// Since when it has its status; of one that is closed, when it last changed.
  var time: Timestamp

  private static let alarmBit: UInt8 = 1 << 7

  static let none = OrderAge()

  init(code: UInt8 = 0, time: Timestamp = Timestamp(milliseconds: 0)) {
    self.code = code
    self.time = time
  }

  init(status: OrderStatus, statusSince: Timestamp, lastChanged: Timestamp, hasAlarm: Bool) {
    code = status.number + 1
    time = statusSince
    guard status.isClosed else { return }
    if hasAlarm { code |= Self.alarmBit }
    time = lastChanged
  }

  /// The status, where the protocol names it; else the order's page has it.
  var status: OrderStatus? { isThere ? OrderStatus(number: (code & ~Self.alarmBit) &- 1) : nil }

  var isThere: Bool { code != 0 }

  /// It is closed, and nothing keeps it on the board but its age.
  var leaves: Bool { code & Self.alarmBit == 0 && status?.isClosed == true }

  /// Somebody has to act on it.
  var isOpen: Bool { isThere && status?.isClosed != true }
}

extension OrderHead {
  var age: OrderAge {
    OrderAge(status: status, statusSince: statusSince, lastChanged: lastChanged, hasAlarm: hasAlarm)
  }
}

/// The ages of the orders in some pages one after the other, as the bytes of one row: for each place its code, and its time
/// in milliseconds since 1970 as a number of eight bytes, the lowest first.
struct AgesPart {
  /// How many places a part has: as many as go into a page of SQLite's.
  static let size = 256
  static let pages = Int64(size / OrderPage.size)
  private static let recordSize = 9

  private(set) var bytes: [UInt8]

  /// Without any order.
  init() { bytes = [UInt8](repeating: 0, count: Self.size * Self.recordSize) }

  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Damage) {
    guard bytes.count == Self.size * Self.recordSize else { throw Damage("broken ages of orders") }
    self.bytes = Array(bytes)
  }

  subscript(offset: Int) -> OrderAge {
    get {
      var age = OrderAge()
      bytes.withUnsafeBytes { bytes in
        let start = offset * Self.recordSize
        age.code = bytes[start]
        let time = bytes.loadUnaligned(fromByteOffset: start + 1, as: Int64.self)
        age.time = Timestamp(milliseconds: Int64(littleEndian: time))
      }
      return age
    }
    set {
      bytes.withUnsafeMutableBytes { bytes in
        let start = offset * Self.recordSize
        bytes[start] = newValue.code
        bytes.storeBytes(of: newValue.time.milliseconds.littleEndian, toByteOffset: start + 1, as: Int64.self)
      }
    }
  }

  /// How many orders there are.
  var count: Int { (0..<Self.size).count { self[$0].isThere } }
}
