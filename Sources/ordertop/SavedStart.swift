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

  /// Opens the saved state of a stream.
  ///
  /// - Parameter fresh: forget what was saved.
  /// - Throws: ``Failure`` when it was written by a newer version.
  init(
    _ identity: StreamIdentity, in directory: StateDirectory?, retention: Retention, fresh: Bool, time: any TimeSource
  ) async throws {
    guard let directory else {
      let reason = "there is no home directory to save in: give --state-dir"
      opening = .reader(reason: reason)
      open = { _ in .reader(reason: reason) }
      return
    }
    open = { isLateStart throws(StateError) in
      let opening = try await directory.open(
        identity, retention: retention, isLateStart: isLateStart, now: time.now().wall)
      switch opening {
      case .writer(let file, _, let setAside): return .writer(file, setAside: setAside)
      case .reader(_, let reason): return .reader(reason: reason)
      }
    }
    do throws(StateError) {
      switch try await directory.open(identity, retention: retention, fresh: fresh, now: time.now().wall) {
      case .writer(let file, let board, let setAside):
        opening = .writer(file, setAside: setAside)
        self.board = board
        self.setAside = setAside
      case .reader(let board, let reason):
        opening = .reader(reason: reason)
        self.board = board
      }
    } catch {
      throw Failure(.configuration, error.reason)
    }
  }

  /// What saves the board that began so.
  func saver(of store: Store, time: any TimeSource, retention: Retention) -> Saver {
    Saver(store: store, time: time, retention: retention, opening: opening, isLateStart: board == nil, open: open)
  }
}
