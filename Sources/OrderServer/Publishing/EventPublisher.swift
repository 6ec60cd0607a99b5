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
  private let file: HistoryFile?
  private let now: @Sendable () -> Timestamp
  private var waiting: [Publication] = []
  private var writing: Task<Void, Never>?
  private var isClosed = false

  /// The server ends.
  package struct Closed: Error {}

  /// - Parameter file: where events are kept; `nil` for nowhere.
  package init(hub: EventHub, file: HistoryFile?, now: @escaping @Sendable () -> Timestamp) {
    self.hub = hub
    self.file = file
    self.now = now
  }

  /// Publishes events one after the other, all or none.
  ///
  /// - Returns: their ids, once they are kept.
  package func publish(_ drafts: [EventDraft]) async throws -> [String] {
    guard !isClosed else { throw Closed() }
    return try await withCheckedThrowingContinuation { continuation in
      waiting.append(Publication(drafts: drafts, continuation: continuation))
      guard writing == nil else { return }
      writing = Task { await writeWaiting() }
    }
  }

  /// Refuses what comes from now on, and waits for what came before.
  package func close() async {
    isClosed = true
    await writing?.value
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
    writing = nil
  }

  private func write(_ batch: [Publication]) async {
    do {
      let drafts = batch.flatMap(\.drafts)
      let events = try hub.prepared(drafts, at: now())
      try await file?.append(zip(events, drafts), dropping: hub.oldest)
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
