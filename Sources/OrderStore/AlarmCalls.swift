/// What somebody has yet to be told: by the bell, and by the command.
struct AlarmCalls: Equatable, Sendable {
  /// At most one of each event.
  private var waiting: [AlarmNotification] = []
  /// The bell is to ring.
  private var wantsBell = false
  /// The bell is to ring for orders, as soon as the stream is not catching up.
  private var wantsBellForOrders = false
  private var lastBell: Duration?
  /// Errors of the stream, and times without a word of it, that nobody has acknowledged.
  var troubles = 0

  /// Somebody is to be told.
  ///
  /// - Parameter describe: is asked only about the first of an event.
  mutating func add(
    _ event: AlarmSettings.Event, isOrder: Bool, settings: AlarmSettings, describe: () -> AlarmNotification
  ) {
    guard settings.events.contains(event) else { return }
    if isOrder { wantsBellForOrders = event != .shipped || wantsBellForOrders } else { wantsBell = true }
    guard !settings.command.isEmpty else { return }
    if let index = waiting.firstIndex(where: { $0.event == event }) {
      waiting[index].count += 1
    } else {
      waiting.append(describe())
    }
  }

  /// Whether the bell is to ring now; what comes too soon after it waits for its turn.
  mutating func takeBell(isCatchingUp: Bool, settings: AlarmSettings, at now: Duration) -> Bool {
    guard wantsBell || wantsBellForOrders && !isCatchingUp else { return false }
    if let lastBell, now - lastBell < settings.bellInterval { return false }
    wantsBell = false
    if !isCatchingUp { wantsBellForOrders = false }
    lastBell = now
    return settings.ringsBell
  }

  /// Hands out what the command is to tell.
  mutating func takeWaiting() -> [AlarmNotification] {
    defer { waiting = [] }
    return waiting
  }

  /// Somebody has seen everything: no sound is due any more.
  mutating func acknowledge() {
    troubles = 0
    wantsBell = false
    wantsBellForOrders = false
  }
}
