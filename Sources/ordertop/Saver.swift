import OrderProtocol
import OrderStore
import SavedState

/// Saves what the store knows, in the background: a few times a second, at once when a connection ends, and again when
/// it did not work. Neither the stream nor the screen waits for it.
actor Saver {
  /// What is written no more often than this, unless it is urgent…
  static let interval = Duration.milliseconds(250)
  /// …and after a save that took long, no sooner than so many times as long: a flood is not slowed down by saving what will
  /// have changed again…
  static let restFactor = 8
  /// …but what has come is to be saved so soon, if the next save takes no longer than the last.
  static let promise = Duration.seconds(1)

  /// How long after a save that took so long the next may begin that is not urgent.
  static func rest(after duration: Duration) -> Duration {
    // What came when it had just begun waits for it, for the rest, and for the next one.
    max(interval, min(duration * restFactor, promise - duration * 2))
  }
  /// A running dashboard saves at least so often, so that `status` can tell it from a dead one.
  static let longestSilence = Duration.seconds(10)
  /// After the first and then each so many-th of those saves code is given back: what is needed again has its price.
  private static let savesBetweenReturns = 6
  /// A save that takes longer is trouble.
  static let patience = Duration.seconds(2)
  /// The wait before saving is tried again grows from the first to the last of these.
  static let retryWaits: [Duration] = [.milliseconds(500), .seconds(1), .seconds(2), .seconds(5)]
  /// What waits for a disk that takes nothing may not fill the memory: older events of the journal go first.
  static let heldJournalBytes: Int64 = 32 * 1024 * 1024

  /// Opens the saved state for writing; called again when it was not possible.
  typealias Opener = @Sendable (_ isLateStart: Bool) async throws(StateError) -> Opening

  /// What opening came to.
  enum Opening: Sendable {
    /// `recent` are the newest events that are saved already.
    case writer(any CheckpointStore, setAside: String?, recent: [JournalRecord] = [])
    case reader(because: StateError)
  }

  private let store: Store
  private let time: any TimeSource
  private let clock: any Clock<Duration>
  private let journalLimit: Int
  private let open: Opener
  private let past: (any SavedPast)?
  private let directory: String
  private var file: (any CheckpointStore)?
  /// What is saved is not what the board began with, and must not be written over.
  private var isLateStart: Bool
  /// The next checkpoint must hold all orders.
  private var needsComplete: Bool
  /// Events that somebody else has saved, until the next checkpoint is taken.
  private var savedElsewhere: [JournalRecord] = []
  /// Taken from the store and not saved yet.
  private var held: Checkpoint?
  private var isWriting = false
  private var isWantedAgain = false
  /// Something has changed since the checkpoint was taken that is being written.
  private var hasChanged = false
  private var isFinishing = false
  private var finishing: CheckedContinuation<Void, Never>?
  /// What was found in the journal the last time, of whichever order.
  private var found: (id: OrderID, limit: Int, records: [JournalRecord])?
  /// When the write began that is going on.
  private var writeStart: Duration?
  /// Somebody looks whether it takes too long.
  private var isWatched = false
  private var failures = 0
  /// Counts the times of the longest silence.
  private var touches = 0
  private var timer: Task<Void, Never>?
  /// After which time the next save may begin that is not urgent.
  private var rest = Saver.interval
  private var status: SavingStatus

  /// - Parameters:
  ///   - opening: what opening the state came to at the start.
  ///   - isLateStart: nothing could be read of what may be saved, so that it must be moved aside one day.
  ///   - past: what is saved, whoever saves it.
  ///   - directory: where the saved states are; errors name it first.
  init(
    store: Store, time: any TimeSource, clock: any Clock<Duration> = ContinuousClock(), retention: Retention,
    opening: Opening, isLateStart: Bool, past: (any SavedPast)? = nil,
    directory: String = "", open: @escaping Opener
  ) {
    self.store = store
    self.time = time
    self.clock = clock
    self.open = open
    self.past = past
    self.directory = directory
    self.isLateStart = isLateStart
    journalLimit = retention.journalEvents
    switch opening {
    case .writer(let file, _, _):
      self.file = file
      status = .saved
      needsComplete = false
    case .reader(let cause):
      status = SavingStatus(cause, in: directory)
      needsComplete = true
    }
  }

  /// Saves until the task is cancelled.
  func run() async {
    _ = await store.send(.saving(status), at: time.now())
    if file == nil { wake(after: retryWait()) }
    await withDiscardingTaskGroup { group in
      group.addTask { [store] in
        for await urgency in store.unsaved { await self.hear(urgency) }
      }
      group.addTask { [clock] in
        while (try? await clock.sleep(for: Self.longestSilence)) != nil { await self.touch() }
      }
    }
    timer?.cancel()
  }

  /// Saves what is left, and gives the saved state up.
  ///
  /// - Returns: why not everything is saved; `nil` when it is.
  func finish() async -> String? {
    isFinishing = true
    timer?.cancel()
    await save()
    if isWriting { await withCheckedContinuation { finishing = $0 } }
    await file?.close()
    file = nil
    return status.problem
  }

  /// Like ``finish()``, for so long at most.
  nonisolated func finish(within limit: Duration) async -> String? {
    let (answers, answer) = AsyncStream.makeStream(of: String?.self)
    Task { answer.yield(await finish()) }
    Task {
      try? await Task.sleep(for: limit)
      answer.yield("the disk is slow: the last save has not ended within \(limit.inWords)")
    }
    for await reason in answers { return reason }
    return nil
  }

  /// Nothing is being saved.
  var isIdle: Bool { !isWriting }

  /// The orders of those ids that have left the board, as they were then.
  func recall(_ ids: [OrderID]) async -> [SavedOrder] {
    let wanted = Set(ids)
    var found = held?.packedOrders.orders(wanted) ?? []
    let missing = found.isEmpty ? ids : Array(wanted.subtracting(found.map(\.id)))
    guard !missing.isEmpty else { return found }
    // The stream does not wait for a write that takes long.
    let source: (any SavedPast)? = isWriting ? past ?? file : file ?? past
    found += (try? await source?.recall(missing)) ?? []
    return found
  }

  /// The newest events of an order, at most `limit`, the oldest first, whether they are saved yet or not.
  func timeline(of id: OrderID, limit: Int) async -> [JournalRecord] {
    // On its way to the file an event may be met twice like this, and is never missed.
    let untaken = await store.timeline(of: id, limit: limit)
    let held = held?.journal.timeline(of: id, limit: limit) ?? []
    guard let file else {
      // Somebody else may have saved it, and what came since the start as well.
      let saved = (try? await past?.timeline(of: id, limit: limit)) ?? []
      let older = saved.filter { record in !untaken.contains { $0.isSameEvent(as: record) } }
      return OrderPast(of: id, in: older.followed(by: untaken), limit: limit).records
    }
    let saved = await savedTimeline(of: id, limit: limit, in: file)
    return OrderPast(of: id, in: saved.followed(by: held).followed(by: untaken), limit: limit).records
  }

  /// The journal is read backwards, and no further than to what was found in it the last time.
  private func savedTimeline(of id: OrderID, limit: Int, in file: any CheckpointStore) async -> [JournalRecord] {
    let known = found.map { $0.id == id && $0.limit == limit ? $0.records : [] } ?? []
    let newest = known.last { $0.orderID == id }
    guard var records = try? await file.timeline(of: id, limit: limit, after: newest) else { return [] }
    if let newest, records.first == newest, let place = known.lastIndex(of: newest) {
      records = OrderPast(of: id, in: known[..<place] + records, limit: limit).records
    }
    found = (id, limit, records)
    return records
  }

  private func hear(_ urgency: SaveUrgency) async {
    guard file != nil, failures == 0 else { return }
    if urgency == .now {
      await save()
    } else if isWriting {
      // How long the rest is will be known afterwards.
      hasChanged = true
    } else if timer == nil {
      wake(after: rest)
    }
  }

  private func touch() async {
    if file != nil, failures == 0 { await save() }
    if touches % Self.savesBetweenReturns == 0 { Memory.giveBackCode() }
    touches += 1
  }

  private func wake(after wait: Duration) {
    // What the last save has missed would open the saved state again, after it was given up.
    guard !isFinishing else { return }
    timer?.cancel()
    timer = Task { [clock] in
      guard (try? await clock.sleep(for: wait)) != nil else { return }
      await self.timerFired()
    }
  }

  private func timerFired() async {
    timer = nil
    await save()
  }

  private func retryWait() -> Duration { Self.retryWaits[min(failures, Self.retryWaits.count - 1)] }

  /// Takes and writes until there is nothing more to do, or it does not work.
  private func save() async {
    guard !isWriting else {
      isWantedAgain = true
      return
    }
    isWriting = true
    defer {
      isWriting = false
      finishing?.resume()
      finishing = nil
    }
    timer?.cancel()
    timer = nil
    repeat {
      isWantedAgain = false
      hasChanged = false
      do throws(StateError) {
        let file = try await openedFile()
        let start = time.now().monotonic
        let checkpoint = await takeCheckpoint()
        try await write(checkpoint, to: file)
        let duration = time.now().monotonic - start
        rest = Self.rest(after: duration)
        held = nil
        failures = 0
        await report(.saved)
      } catch {
        await failed(error)
        return
      }
    } while isWantedAgain
    if hasChanged { wake(after: rest) }
  }

  private func takeCheckpoint() async -> Checkpoint {
    let isComplete = needsComplete
    needsComplete = false
    var checkpoint = await store.takeCheckpoint(isComplete: isComplete, at: time.now())
    if var held {
      held.add(checkpoint)
      held.journal.dropOldest(beyond: journalLimit, bytes: Self.heldJournalBytes)
      checkpoint = held
    }
    checkpoint.leaveOut(savedElsewhere)
    savedElsewhere = []
    held = checkpoint
    return checkpoint
  }

  private func write(_ checkpoint: Checkpoint, to file: any CheckpointStore) async throws(StateError) {
    writeStart = time.now().monotonic
    defer { writeStart = nil }
    if !isWatched {
      isWatched = true
      Task { await watchWrites() }
    }
    try await file.write(checkpoint)
  }

  /// Tells of a write that takes too long. Goes on until none is going on when it looks, so that a short one needs no watch of
  /// its own.
  private func watchWrites() async {
    var told: Duration?
    while let start = writeStart, start != told {
      let age = time.now().monotonic - start
      if age >= Self.patience {
        told = start
        await report(.failing(reason: "the disk is slow: a save has taken longer than \(Self.patience.inWords)"))
      } else if (try? await clock.sleep(for: Self.patience - age)) == nil {
        break
      }
    }
    isWatched = false
  }

  private func openedFile() async throws(StateError) -> any CheckpointStore {
    if let file { return file }
    switch try await open(isLateStart) {
    case .reader(.taken(let reason)): throw .taken(reason: reason)
    case .reader(let cause): throw .unavailable(reason: cause.reason)
    case .writer(let opened, let setAside, let recent):
      file = opened
      savedElsewhere = recent
      found = nil
      isLateStart = false
      needsComplete = true
      if let setAside { await warn("what was saved before is kept as \(setAside)") }
      return opened
    }
  }

  private func failed(_ error: StateError) async {
    if case .damaged = error {
      // Opening again sets the damaged file aside; all of the board goes into the new one.
      await file?.close()
      file = nil
      needsComplete = true
    }
    await report(SavingStatus(error, in: directory))
    wake(after: retryWait())
    failures += 1
  }

  private func warn(_ text: String) async {
    _ = await store.send(.warned(title: "saved state", text: text), at: time.now())
  }

  private func report(_ new: SavingStatus) async {
    guard new != status else { return }
    status = new
    _ = await store.send(.saving(new), at: time.now())
  }
}

extension SavingStatus {
  /// What an error means for it.
  ///
  /// - Parameter directory: where the saved states are.
  fileprivate init(_ error: StateError, in directory: String) {
    self =
      if case .taken(let reason) = error {
        .elsewhere(reason: reason)
      } else {
        .failing(reason: error.reason.causeFirst(in: directory))
      }
  }
}
