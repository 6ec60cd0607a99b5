import OrderProtocol
import OrderStore
import Persistence
import SavedState

/// What a start finds in the saved state, and how it can be written from now on.
struct SavedStart: Sendable {
  /// What was saved; `nil` when there is nothing, or nothing that can be read.
  var board: SavedBoard?
  /// Where a damaged state was moved to.
  var setAside: String?
  private let opening: Saver.Opening
  private let open: Saver.Opener
  private let past: (any SavedPast)?
  private let directory: String

  /// Opens the saved state of a stream.
  ///
  /// - Parameter fresh: forget what was saved.
  /// - Throws: ``Failure`` when it was written by a newer version.
  init(
    _ identity: StreamIdentity, in directory: StateDirectory?, retention: Retention, fresh: Bool, time: any TimeSource
  ) async throws {
    self.directory = directory?.path ?? ""
    guard let directory else {
      let reason = "there is no home directory to save in: give --state-dir"
      opening = .reader(because: .unavailable(reason: reason))
      open = { _ in .reader(because: .unavailable(reason: reason)) }
      past = nil
      return
    }
    past = directory.past(of: identity)
    open = { isLateStart throws(StateError) in
      let opening = try await directory.open(
        identity, retention: retention, isLateStart: isLateStart, now: time.now().wall)
      switch opening {
      case .writer(let file, let board, let setAside):
        return .writer(file, setAside: setAside, recent: board?.recent ?? [])
      case .reader(_, let cause): return .reader(because: cause)
      }
    }
    do throws(StateError) {
      switch try await directory.open(identity, retention: retention, fresh: fresh, now: time.now().wall) {
      case .writer(let file, let board, let setAside):
        opening = .writer(file, setAside: setAside)
        self.board = board
        self.setAside = setAside
      case .reader(let board, let cause):
        opening = .reader(because: cause)
        self.board = board
      }
    } catch {
      throw Failure(.configuration, error.reason)
    }
  }

  /// What saves the board that began so.
  func saver(of store: Store, time: any TimeSource, retention: Retention) -> Saver {
    Saver(
      store: store, time: time, retention: retention, opening: opening, isLateStart: board == nil, past: past,
      directory: directory, open: open)
  }
}
