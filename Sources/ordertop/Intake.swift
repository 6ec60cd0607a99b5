import EventStream
import OrderStore

/// Passes on to the store what the client says, in order, and one batch ahead: while the store takes one in, the next one is
/// read and decoded. A batch that takes much memory is waited for.
actor Intake {
  /// The payloads of a batch, in bytes, from which on nothing is read beside it.
  private static let largeSize = 256 * 1024

  private let store: Store
  private let time: any TimeSource
  private let saver: Saver
  private var work: Task<Void, Never>?

  /// - Parameter saver: asked for orders that have left the board and are heard of again.
  init(_ store: Store, time: any TimeSource, saver: Saver) {
    self.store = store
    self.time = time
    self.saver = saver
  }

  /// Returns when everything before is in the store. May be called again only then.
  func receive(_ event: ClientEvent) async {
    guard case .received(let received) = event else {
      await work?.value
      await store.receive(event, time: time)
      return
    }
    let batch = ReceivedBatch(received)
    await work?.value
    let work = Task { [store, time, saver] in await store.take(batch, time: time, saver: saver) }
    self.work = work
    if received.events.dataByteCount >= Self.largeSize {
      await work.value
      // It may hold the batch for as long as it is held.
      self.work = nil
    }
  }
}
