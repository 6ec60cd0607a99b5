import OrderProtocol
import SavedState

extension SavedHour {
  private static let minuteLength: Int64 = 60_000

  /// How often it happened in the hour before `now`. Minutes that lie in the future count: the clock was set back.
  func total(at now: Timestamp) -> Int {
    let firstMinute = now.milliseconds / Self.minuteLength - 59
    let (age, overflow) = firstMinute.subtractingReportingOverflow(newestMinute)
    if overflow { return newestMinute > 0 ? counts.clampedSum : 0 }
    return age > 0 ? 0 : counts.suffix(1 - Int(max(age, -59))).clampedSum
  }
}

extension Sequence<Int> {
  /// The sum of what is not negative, `Int.max` at most.
  var clampedSum: Int {
    reduce(0) { sum, next in
      let (total, overflow) = sum.addingReportingOverflow(Swift.max(0, next))
      return overflow ? .max : total
    }
  }
}
