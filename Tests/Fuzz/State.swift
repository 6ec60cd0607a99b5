import Dispatch
import EventStream
import Glibc
import OrderProtocol
import OrderStore
import Persistence
import SavedState
import TerminalUI

extension FuzzTarget {
  /// A saved state with some bytes changed, or cut off: refused with a reason that can be printed, or nothing of what
  /// was saved has changed. Four bytes of the input are a place and what stands there; of the first four, one that is
  /// odd cuts the file off at the place.
  func checkState(_ input: [UInt8]) {
    let whole = SoundState.shared
    var bytes = whole.bytes
    for start in stride(from: 0, to: input.count - 3, by: 4) {
      let place = (Int(input[start]) << 16 | Int(input[start + 1]) << 8 | Int(input[start + 2])) % bytes.count
      if start == 0, input[3] & 1 == 1 {
        bytes.removeSubrange((place + 1)...)
      } else {
        bytes[place] ^= input[start + 3]
      }
    }
    whole.put(bytes)
    do {
      guard let reader = try StateReader.open(whole.path) else { return }
      var orders: [SavedOrder] = []
      try reader.forEachOrder { orders.append($0) }
      let summary = try reader.summary(late: [:], warned: [:])
      require(orders == whole.orders, "damage is believed: the orders are others")
      require(summary == whole.summary, "damage is believed: the board is another")
    } catch let error as StateError {
      checkPrintable(error.reason, .unicode)
      require(error.reason.contains(whole.path), "an error that does not say which file: \(error.reason)")
    } catch {
      fatalError("an error of another kind: \(error)")
    }
  }
}

/// A saved state that nothing is wrong with, in a file of its own.
private struct SoundState: Sendable {
  static let shared = SoundState()

  let path: String
  let bytes: [UInt8]
  let orders: [SavedOrder]
  let summary: StateSummary

  private init() {
    var folder = Array("/dev/shm/ordertop-fuzz-XXXXXX".utf8CString)
    guard mkdtemp(&folder) != nil else { fatalError("no folder in /dev/shm") }
    let directory = StateDirectory(
      path: String(decoding: folder.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    let identity = StreamIdentity(url: "http://127.0.0.1/", source: "127.0.0.1", filters: ["customerId=7"])
    path = directory.file(of: identity)
    Self.wait { await Self.save(directory, identity) }
    guard let file = fopen(path, "r") else { fatalError("nothing was saved") }
    defer { fclose(file) }
    bytes = [UInt8](unsafeUninitializedCapacity: 1 << 24) { $1 = fread($0.baseAddress, 1, $0.count, file) }
    do {
      guard let reader = try StateReader.open(path) else { fatalError("nothing was saved") }
      var orders: [SavedOrder] = []
      try reader.forEachOrder { orders.append($0) }
      self.orders = orders
      summary = try reader.summary(late: [:], warned: [:])
    } catch {
      fatalError("\(error)")
    }
  }

  /// The file, with that in it and nothing beside it.
  func put(_ bytes: [UInt8]) {
    unlink(path + "-wal")
    unlink(path + "-shm")
    guard let file = fopen(path, "w") else { fatalError("the file cannot be written") }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { fatalError("the file cannot be written") }
  }

  private static func save(_ directory: StateDirectory, _ identity: StreamIdentity) async {
    let moment = Moment(monotonic: .seconds(1_000), wall: Timestamp(milliseconds: 1_721_053_860_000))
    var state = DashboardState(settings: Settings(), theme: "", isSaving: true, restoring: nil, at: moment)
    var parser = EventStreamParser()
    var batch = EventBatch()
    for number in 0..<40 {
      let id = number % 24
      parser.consume(
        Array(
          """
          id: \(number)
          event: \(["order-created", "order-item-added", "order-updated", "order-shipped", "heartbeat"][number / 12])
          data: {"orderId":"order-\(id)","customerId":"é","itemId":"i\(number)","quantity":2,"price":25.90,"colour":[1]}


          """.utf8), into: &batch)
    }
    batch.lastEventID = parser.lastEventID
    _ = reduce(into: &state, action: .received(ReceivedBatch(batch)), at: moment)
    do {
      let opening = try await directory.open(identity, retention: Retention(), now: moment.wall)
      guard case .writer(let file, _, _) = opening else { fatalError("somebody else writes") }
      try await file.write(state.takeCheckpoint(isComplete: false, at: moment))
      await file.close()
    } catch {
      fatalError("\(error)")
    }
  }

  private static func wait(_ body: @escaping @Sendable () async -> Void) {
    let done = DispatchSemaphore(value: 0)
    Task {
      await body()
      done.signal()
    }
    done.wait()
  }
}
