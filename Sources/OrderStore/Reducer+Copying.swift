import OrderProtocol

extension DashboardState {
  /// What `y` and `Y` ask for.
  mutating func copy(_ command: Command, at moment: Moment) -> [Effect] {
    if view.focus == .log, viewport.logRows > 0, !view.showsDetailOnly, !view.showsTimeline {
      if let line = log.rows(1, offset: view.logOffset).last { return [.copy(.logLine(line))] }
      say("nothing to copy", at: moment)
      return []
    }
    index.refresh(&book, view: view, now: shownNow(moment).wall)
    let slot = view.selection.flatMap { book.slot(of: $0) } ?? index.rows.slots.first
    guard let entry = slot.flatMap({ book.shownEntry($0) }) else {
      say("nothing to copy", at: moment)
      return []
    }
    return [.copy(command == .copyID ? .id(entry.id) : .order(entry.saved(at: moment)))]
  }
}
