import EventStream
import OrderProtocol
import SavedState

@testable import OrderStore

/// The simplest saved state there can be: what checkpoints say, by id.
struct SavedModel {
  private(set) var orders: [OrderID: SavedOrder] = [:]
  private(set) var log: [Int: SavedLogEntry] = [:]
  private(set) var journal: [JournalRecord] = []
  private(set) var board: BoardRecord?

  mutating func write(_ checkpoint: Checkpoint) {
    if checkpoint.isComplete { orders = orders.filter { $0.value.status.isClosed } }
    for order in checkpoint.orders { orders[order.id] = order }
    for entry in checkpoint.log { log[entry.number] = entry }
    journal += checkpoint.journal.records
    board = checkpoint.board
  }

  /// What a start finds; closed orders that were last heard of before `oldest` have left the board.
  func restored(closedSince oldest: Timestamp = Timestamp(milliseconds: .min)) -> SavedBoard? {
    guard let board else { return nil }
    let shown = orders.values.filter { !$0.status.isClosed || $0.lastChanged > oldest }.sorted { $0.id < $1.id }
    return SavedBoard(
      board: board, orders: shown, log: log.values.sorted { $0.number < $1.number }.suffix(1000), recent: journal,
      archivedCount: orders.count - shown.count)
  }

  func recall(_ ids: [OrderID]) -> [SavedOrder] { ids.compactMap { orders[$0] } }
}

extension DashboardState {
  /// A state that is saved, from nothing or from a model.
  init(restoring model: SavedModel?, settings: Settings = Settings(), at moment: Moment) {
    let oldest = Timestamp(
      milliseconds: moment.wall.milliseconds - settings.closedRetention.components.seconds * 1000)
    self.init(
      settings: settings, theme: "", isSaving: true, restoring: model?.restored(closedSince: oldest), at: moment)
  }

  /// All orders as they would be saved, by id.
  var savedOrders: [SavedOrder] {
    var orders: [SavedOrder] = []
    book.forEachShownSlot { _, entry in orders.append(entry.saved(at: at(0))) }
    return orders.sorted { $0.id < $1.id }
  }
}

/// One chunk of a stream as an action.
func received(_ samples: some Sequence<RandomStream.Sample>) -> Action { .received(batch(samples)) }

func batch(_ samples: some Sequence<RandomStream.Sample>) -> ReceivedBatch {
  let events = samples.map(\.event)
  return ReceivedBatch(EventBatch(events: events, lastEventID: events.last?.lastEventID ?? ""))
}
