import EventStream
import OrderStore

extension Store {
  /// Passes on what the client said. Events are decoded before the hop to the store, and hop together.
  nonisolated func receive(_ event: ClientEvent, time: any TimeSource) async {
    let action: Action =
      if case .received(let batch) = event { .received(ReceivedBatch(batch)) } else { .stream(event) }
    _ = await send(action, at: time.now())
  }
}
