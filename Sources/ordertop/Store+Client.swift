import EventStream
import OrderStore

extension Store {
  /// Passes on what the client said. Events are decoded before the hop to the store, and hop together.
  ///
  /// - Parameter saver: asked for orders that have left the board and are heard of again.
  nonisolated func receive(_ event: ClientEvent, time: any TimeSource, saver: Saver? = nil) async {
    guard case .received(let received) = event else {
      _ = await send(.stream(event), at: time.now())
      return
    }
    await take(ReceivedBatch(received), time: time, saver: saver)
  }

  /// Takes a batch in.
  nonisolated func take(_ batch: ReceivedBatch, time: any TimeSource, saver: Saver?) async {
    if let saver {
      let missing = await ordersToRecall(for: batch)
      if !missing.isEmpty { _ = await send(.recalled(await saver.recall(missing)), at: time.now()) }
    }
    _ = await send(.received(batch), at: time.now())
  }
}
