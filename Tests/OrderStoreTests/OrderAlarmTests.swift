import OrderProtocol
import Testing

@testable import OrderStore

@Suite("Alarm: from one state to the next")
struct OrderAlarmTests {
  private static let late = OrderAlarm.Cause.late(in: .pending)
  private let raised = OrderAlarm(late, since: at(0).wall)

  /// A look at an order that is late, or is not.
  private func look(
    _ alarm: OrderAlarm?, _ cause: OrderAlarm.Cause?, mayRaise: Bool = true, at seconds: Double
  ) -> OrderAlarm? {
    OrderAlarm.look(
      at: alarm, cause: cause.map { ($0, at(seconds).wall) }, mayRaise: mayRaise, hysteresis: .seconds(30),
      at: at(seconds))
  }

  @Test("an order that is late gets an alarm, one that is not gets none, and a cancellation is one only when it comes")
  func raising() {
    #expect(look(nil, nil, at: 1) == nil)
    #expect(look(nil, Self.late, at: 1) == OrderAlarm(Self.late, since: at(1).wall))
    #expect(look(nil, Self.late, mayRaise: false, at: 1) == nil)
    #expect(look(nil, .cancelled, at: 1) == nil)
    #expect(look(raised, Self.late, at: 5) == raised)
  }

  @Test("an acknowledged alarm stays until its cause has been gone for 30 s, and ends then")
  func acknowledged() throws {
    let alarm = try #require(raised.acknowledged(at: at(2).wall))
    #expect(alarm.state == .acknowledged && alarm.since == at(2).wall)
    #expect(look(alarm, Self.late, at: 500) == alarm)
    #expect(alarm.acknowledged(at: at(9).wall) == alarm)
    let going = try #require(look(alarm, nil, at: 10))
    #expect(going.state == .acknowledged && going.due(hysteresis: .seconds(30)) == .seconds(40))
    #expect(look(going, nil, at: 39.9) == going)
    #expect(look(going, nil, at: 40) == nil)
  }

  @Test("an alarm that nobody has acknowledged stays when its cause is gone, until somebody does")
  func cleared() throws {
    let going = try #require(look(raised, nil, at: 10))
    #expect(going.state == .new)
    let cleared = try #require(look(going, nil, at: 40))
    #expect(cleared.state == .cleared && cleared.since == at(40).wall)
    #expect(cleared.due(hysteresis: .seconds(30)) == nil)
    #expect(look(cleared, nil, at: 9999) == cleared)
    #expect(cleared.acknowledged(at: at(50).wall) == nil)
  }

  @Test("acknowledged while its cause goes, it ends with that")
  func acknowledgedWhileGoing() throws {
    let going = try #require(look(raised, nil, at: 10)?.acknowledged(at: at(11).wall))
    #expect(look(going, nil, at: 39)?.state == .acknowledged)
    #expect(look(going, nil, at: 40) == nil)
  }

  @Test("a cause that comes back within 30 s is the same alarm, later or in another status it is a new one")
  func comingBack() throws {
    let going = try #require(look(raised, nil, at: 10))
    #expect(look(going, Self.late, at: 20) == raised)
    let cleared = try #require(look(going, nil, at: 40))
    #expect(look(cleared, Self.late, at: 50) == OrderAlarm(Self.late, since: at(50).wall))
    #expect(look(cleared, Self.late, mayRaise: false, at: 50) == cleared)
    let other = OrderAlarm.Cause.late(in: .processing)
    let acknowledged = try #require(raised.acknowledged(at: at(1).wall))
    #expect(look(acknowledged, other, at: 20) == OrderAlarm(other, since: at(20).wall))
    #expect(look(acknowledged, other, mayRaise: false, at: 20)?.goneAt == .seconds(20))
  }

  @Test("shelved it is quiet; if its cause is still there at the end it is new again, without it ends")
  func shelving() throws {
    let shelved = raised.shelved(until: .seconds(900), at: at(3).wall)
    #expect(shelved.state == .shelved && shelved.due(hysteresis: .seconds(30)) == .seconds(900))
    #expect(look(shelved, Self.late, at: 899) == shelved)
    let again = try #require(look(shelved, Self.late, at: 900))
    #expect(again.state == .new && again.since == at(900).wall && again.shelvedUntil == nil)
    let going = try #require(look(shelved, nil, at: 100))
    #expect(going.state == .shelved)
    #expect(look(going, nil, at: 130) == nil)
    #expect(shelved.unshelved(at: at(5).wall).state == .new)
    #expect(shelved.acknowledged(at: at(5).wall)?.state == .acknowledged)
    // It comes to its end while the cause goes: somebody has seen it.
    let late = try #require(look(shelved, nil, at: 890))
    #expect(look(late, nil, at: 901)?.state == .acknowledged)
    #expect(look(late, nil, at: 920) == nil)
  }

  @Test("a cleared alarm can be shelved too, and comes back as one")
  func shelvingCleared() throws {
    let cleared = try #require(look(look(raised, nil, at: 0), nil, at: 30))
    let shelved = cleared.shelved(until: .seconds(900), at: at(31).wall)
    #expect(shelved.state == .shelved)
    #expect(look(shelved, nil, at: 899) == shelved)
    #expect(look(shelved, nil, at: 900) == cleared)
  }

  @Test("a cancellation stays until it is acknowledged, also when it was put off, or taken back")
  func cancellation() throws {
    let alarm = OrderAlarm(.cancelled, since: at(0).wall)
    #expect(look(alarm, .cancelled, at: 9999) == alarm)
    #expect(alarm.acknowledged(at: at(1).wall) == nil)
    let shelved = alarm.shelved(until: .seconds(900), at: at(1).wall)
    #expect(look(shelved, .cancelled, at: 900)?.state == .new)
    #expect(look(look(alarm, nil, at: 10), nil, at: 40)?.state == .cleared)
  }
}
