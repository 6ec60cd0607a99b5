import OrderProtocol
import SavedState
import Testing

@testable import OrderStore

@Suite("View: the board and the feed")
struct WholeScreenTests {
  private func press(_ state: inout DashboardState, _ commands: Command...) -> [Effect] {
    commands.flatMap { reduce(into: &state, action: .command($0), at: at(1)) }
  }

  @Test("what was opened last is closed first, and quitting comes after")
  func layers() {
    var state = DashboardState(settings: Settings())
    #expect(press(&state, .toggleBoard, .toggleFeed) == [])
    #expect(state.view.showsBoard && state.view.showsFeed)
    #expect(press(&state, .backOrQuit) == [])
    #expect(state.view.showsBoard && !state.view.showsFeed)
    #expect(press(&state, .backOrQuit) == [])
    #expect(!state.view.showsBoard)
    #expect(press(&state, .backOrQuit) == [.quit])
  }

  @Test("the board takes the feed's place, and a pane that is asked for too")
  func replaced() {
    var state = DashboardState(settings: Settings())
    _ = press(&state, .toggleFeed, .toggleBoard)
    #expect(state.view.showsBoard && !state.view.showsFeed)
    _ = press(&state, .toggleBoard, .toggleFeed, .focus(.log))
    #expect(state.view.focus == .log && !state.view.showsFeed)
  }

  @Test("the keys that move scroll the feed, as far as it goes, and nothing that the board covers")
  func moving() {
    var state = state(received(("order-created", #"{"orderId":"a"}"#), ("order-created", #"{"orderId":"b"}"#)))
    var viewport = Viewport(orderRows: 5)
    viewport.showsFeed = true
    viewport.feedRows = 10
    viewport.lastFeedLine = 12
    _ = press(&state, .toggleFeed)
    _ = state.snapshot(at: at(1), viewport: viewport)
    _ = press(&state, .move(.pageDown))
    #expect(state.view.feedFirstLine == 10)
    _ = press(&state, .move(.pageDown))
    #expect(state.view.feedFirstLine == 12)
    _ = press(&state, .toggleFeed, .toggleFeed)
    #expect(state.view.feedFirstLine == 0)
    _ = press(&state, .toggleBoard)
    let before = state
    _ = press(&state, .move(.down))
    #expect(state == before)
  }

  @Test("a board on the wall starts again as one, whether it was saved or asked for")
  func restarted() {
    var state = DashboardState(settings: Settings(), theme: "", isSaving: true, restoring: nil, at: at(0))
    _ = press(&state, .toggleBoard)
    #expect(state.saveUrgency(after: .command(.toggleBoard)) == .soon)
    let board = state.takeCheckpoint(isComplete: true, at: at(2)).board
    #expect(board.view.showsBoard)
    func restored(_ board: BoardRecord, asked: Bool = false) -> Bool {
      DashboardState(
        settings: Settings(), theme: "", showsBoard: asked, isSaving: true, restoring: SavedBoard(board: board),
        at: at(9)
      ).view.showsBoard
    }
    #expect(restored(board))
    #expect(!restored(BoardRecord(savedAt: at(2).wall)))
    #expect(restored(BoardRecord(savedAt: at(2).wall), asked: true))
    #expect(DashboardState(settings: Settings(), showsBoard: true).view.showsBoard)
    _ = reduce(into: &state, action: .restarted, at: at(3))
    #expect(state.view.showsBoard)
  }

  @Test("the order furthest over its limit and the one that is late next are found, whatever is shown")
  func limits() {
    var state = state(
      received(
        ("order-submitted", #"{"orderId":"late","submittedAt":"2024-07-15T13:00:00Z"}"#),
        ("order-updated", #"{"orderId":"work","status":"PROCESSING","timestamp":"2024-07-15T13:16:00Z"}"#),
        ("order-submitted", #"{"orderId":"later","submittedAt":"2024-07-15T13:49:00Z"}"#),
        ("order-shipped", #"{"orderId":"gone"}"#)))
    _ = press(&state, .startFilter, .typeInFilter("x"), .acceptFilter)
    let counts = state.snapshot(at: at(0), viewport: Viewport()).counts
    #expect(counts.worst == LimitedOrder(id: OrderID("late"), status: .pending, overdue: .seconds(50 * 60)))
    #expect(counts.nextLate == LimitedOrder(id: OrderID("work"), status: .processing, overdue: .seconds(-60)))
    let then = state.snapshot(at: at(60), viewport: Viewport()).counts
    #expect(then.nextLate == nil)
    #expect(then.late == 3)
    #expect(DashboardState(settings: Settings()).testCounts.worst == nil)
  }
}

extension DashboardState {
  fileprivate var testCounts: OrderCounts {
    var state = self
    return state.snapshot(at: at(0), viewport: Viewport()).counts
  }
}
