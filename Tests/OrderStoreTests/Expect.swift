import EventStream
import OrderProtocol
import Testing

@testable import OrderStore

/// A moment so many seconds after the start; the wall clock starts at 2024-07-15T14:00:00Z.
func at(_ seconds: Double) -> Moment {
  Moment(
    monotonic: .seconds(seconds), wall: Timestamp(milliseconds: 1_721_052_000_000 + Int64((seconds * 1000).rounded())))
}

/// A state after some facts, one second apart.
func state(_ actions: Action..., settings: Settings = Settings()) -> DashboardState {
  var state = DashboardState(settings: settings)
  for (index, action) in actions.enumerated() { _ = reduce(into: &state, action: action, at: at(Double(index))) }
  return state
}

/// Applies one fact and compares the whole state and all effects: anything that changed and is not named here fails.
func expect(
  _ action: Action, from start: DashboardState, at moment: Moment = at(10), effects: [Effect] = [],
  sourceLocation: SourceLocation = #_sourceLocation, changes: (inout DashboardState) -> Void
) {
  var actual = start
  var expected = start
  let actualEffects = reduce(into: &actual, action: action, at: moment)
  changes(&expected)
  #expect(actualEffects == effects, sourceLocation: sourceLocation)
  #expect(actual == expected, "\(difference(actual, expected))", sourceLocation: sourceLocation)
}

/// The parts in which two states differ, for reading a failure.
private func difference(_ one: DashboardState, _ other: DashboardState) -> String {
  var parts: [String] = []
  func compare<Part: Equatable>(_ name: String, _ path: KeyPath<DashboardState, Part>) {
    if one[keyPath: path] != other[keyPath: path] {
      parts.append("\(name): \(one[keyPath: path]) != \(other[keyPath: path])")
    }
  }
  compare("book", \.book)
  compare("connection", \.connection)
  compare("log", \.log)
  compare("gaps", \.gaps)
  compare("tallies", \.tallies)
  compare("view", \.view)
  return parts.joined(separator: "\n")
}

/// One chunk of a stream as an action. Events are `(type, data)`; ids count from `firstID`.
func received(_ events: (type: String, data: String)..., firstID: Int = 1) -> Action {
  received(events, firstID: firstID)
}

func received(_ events: [(type: String, data: String)], firstID: Int = 1) -> Action {
  let events = events.enumerated().map { index, event in
    ServerSentEvent(lastEventID: "\(firstID + index)", type: event.type, data: event.data)
  }
  return .received(ReceivedBatch(EventBatch(events: events, lastEventID: events.last?.lastEventID ?? "")))
}

extension DashboardState {
  /// The order of that id.
  func order(_ id: String) -> OrderEntry? { book.slot(of: OrderID(id)).flatMap { book.entry($0) } }
}
