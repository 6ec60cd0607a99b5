import Dashboard
import EventStream
import OrderProtocol
import OrderStore
import TerminalUI

extension FuzzTarget {
  /// Any stream is survived; the counts add up; a second time the same events change nothing; and the screen is printable.
  func checkOrders(_ input: [UInt8]) {
    guard let first = input.first else { return }
    var parser = EventStreamParser(eventLimit: 1 << 16)
    var batch = EventBatch()
    parser.consume(Array(input.dropFirst()), into: &batch)
    batch.lastEventID = parser.lastEventID
    var moment = Moment(monotonic: .seconds(1_000), wall: Timestamp(milliseconds: 1_721_053_860_000))
    var state = DashboardState(settings: Settings(source: "fuzz"))
    func look() -> Snapshot {
      let size = Size(columns: Int(first) % 131 + 1, rows: Int(first) % 41 + 1)
      let snapshot = state.snapshot(
        at: moment, viewport: Viewport(orderRows: 20, logRows: 8, showsDetail: true, historyLength: 16))
      let counts = snapshot.counts
      precondition(counts.open + counts.shipped + counts.cancelled == snapshot.orders.total, "the counts do not add up")
      precondition(counts.late + counts.warning <= counts.open && counts.late >= 0 && counts.warning >= 0, "late")
      let surface = Dashboard.draw(
        snapshot, look: Look([:]), size: size, charset: first & 128 == 0 ? .unicode : .ascii)
      checkPrintable(surface.text, surface.charset, newlines: true)
      checkPrintable(Dashboard.title(snapshot).text, .unicode)
      return snapshot
    }
    for _ in 0..<2 {
      _ = reduce(into: &state, action: .received(ReceivedBatch(batch)), at: moment)
      _ = look()
      moment.monotonic += .seconds(600)
      moment.wall = Timestamp(milliseconds: moment.wall.milliseconds + 600_000)
    }
    for command in [
      Command.openDetail, .move(.down), .move(.last), .back, .toggleExceptions, .reverseSort, .acknowledge,
    ] {
      _ = reduce(into: &state, action: .command(command), at: moment)
      _ = look()
    }
  }
}
