import SavedState
import Testing

@testable import OrderStore

@Suite("Saving: what is told of it")
struct SavingStatusTests {
  private func rows(_ state: DashboardState) -> [String] {
    state.log.rows(9, offset: 0).map { "\($0.title): \($0.text)" }
  }

  @Test("that it fails is an alarm and told once for each reason; that it works again is told")
  func failing() {
    let full = Action.saving(.failing(reason: "disk full"))
    var state = DashboardState(restoring: nil, at: at(0))
    for (index, action) in [.saving(.saved), full, full, full, .saving(.failing(reason: "no permission"))].enumerated()
    {
      _ = reduce(into: &state, action: action, at: at(Double(index) * 20))
    }
    #expect(rows(state) == ["not saved: disk full", "not saved: no permission"])
    #expect(state.log.newest(.error) != nil)
    #expect(state.tallies.alarms == 2)
    #expect(state.tallies.errorsLastHour.total(at: .seconds(99)) == 0, "it is no error of the stream")
    #expect(state.snapshot(at: at(99), viewport: Viewport()).saving == .failing(reason: "no permission"))
    for action in [Action.saving(.saved), .saving(.saved)] { _ = reduce(into: &state, action: action, at: at(100)) }
    #expect(rows(state).dropFirst(2) == ["saving: everything is saved again"])
    #expect(state.snapshot(at: at(100), viewport: Viewport()).saving == .saved)
    _ = reduce(into: &state, action: full, at: at(101))
    #expect(rows(state).count == 4)
  }

  @Test("a history that is lost at the start is a gap")
  func historyLost() {
    let damaged = state(received(("order-created", #"{"orderId":"a"}"#)), .damaged(setAside: "s.damaged-1"))
    #expect(
      damaged.gaps == [
        Gap(
          at: at(1).wall,
          reason: "the saved state was damaged and set aside as s.damaged-1: everything before is unknown")
      ])
    #expect(damaged.tallies.unverified == 1)
    #expect(damaged.generation == 1)
    #expect(
      state(.positionOverridden(saved: "7", by: "3")).gaps.map(\.sentence) == [
        "started after id 3 by request, the saved position was 7"
      ])
    let lost = state(.historyLost(reason: "r", requestedID: "5"))
    #expect(lost.gaps.map(\.requestedID) == ["5"])
  }
}
