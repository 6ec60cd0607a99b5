import OrderStore

/// The age of the last heartbeat, in a line.
struct HeartbeatText {
  let gauge: HeartbeatGauge

  init(_ gauge: HeartbeatGauge) { self.gauge = gauge }

  var piece: LinePiece {
    guard let age = gauge.sinceHeartbeat else { return LinePiece("no heartbeat yet", .dim, keep: 25) }
    let seconds = age.components.seconds
    let ageText = seconds < 100 ? "\(max(0, seconds))" : age.ageText
    let unit = seconds < 100 ? " s" : ""
    return LinePiece(
      role,
      [
        ("hb \(ageText)/\(gauge.timeout.components.seconds) s", 50), ("hb \(ageText)\(unit)", 60),
        ("hb\(ageText)\(unit.isEmpty ? "" : "s")", 72), ("\(ageText)\(unit.isEmpty ? "" : "s")", 75),
      ])
  }

  /// How far towards the timeout: 1 is overdue.
  var fraction: Double {
    guard let age = gauge.sinceHeartbeat, gauge.timeout > .zero else { return 0 }
    return age / gauge.timeout
  }

  /// The look of text about it.
  var role: Role { fraction >= 1 ? .gaugeOverdue : fraction >= 0.75 ? .gaugeWarning : .dim }

  /// The look of the bar.
  var fillRole: Role { fraction >= 1 ? .gaugeOverdue : fraction >= 0.75 ? .gaugeWarning : .gaugeFill }
}
