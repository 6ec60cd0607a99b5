package import OrderProtocol

/// Gives events their ids, keeps them, and has them sent: in this order, so that no client ever has an id that a restart
/// would give to another event.
///
/// What comes while events are being written waits and goes together afterwards.
package actor EventPublisher {
  private struct Publication {
    var drafts: [EventDraft]
    var continuation: CheckedContinuation<[String], any Error>
  }

  /// How many events are kept and sent at once, unless one call has more.
  private static let batchLimit = 1_000

  private let hub: EventHub
  private let now: @Sendable () -> Timestamp
  private var waiting: [Publication] = []
  private var isWriting = false

  package init(hub: EventHub, now: @escaping @Sendable () -> Timestamp) {
    self.hub = hub
    self.now = now
  }

  /// Publishes events one after the other, all or none.
  ///
  /// - Returns: their ids, once they are kept.
  package func publish(_ drafts: [EventDraft]) async throws -> [String] {
    try await withCheckedThrowingContinuation { continuation in
      waiting.append(Publication(drafts: drafts, continuation: continuation))
      guard !isWriting else { return }
      isWriting = true
      Task { await writeWaiting() }
    }
  }

  private func writeWaiting() async {
    while !waiting.isEmpty {
      var batch: [Publication] = []
      var count = 0
      while let next = waiting.first, batch.isEmpty || count + next.drafts.count <= Self.batchLimit {
        count += next.drafts.count
        batch.append(waiting.removeFirst())
      }
      await write(batch)
    }
    isWriting = false
  }

  private func write(_ batch: [Publication]) async {
    do {
      let events = try hub.prepared(batch.flatMap(\.drafts), at: now())
      hub.append(events)
      var ids = events.map { hub.id(of: $0.number) }[...]
      for publication in batch {
        publication.continuation.resume(returning: Array(ids.prefix(publication.drafts.count)))
        ids = ids.dropFirst(publication.drafts.count)
      }
    } catch {
      for publication in batch { publication.continuation.resume(throwing: error) }
    }
  }
}
