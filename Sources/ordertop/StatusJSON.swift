import Dashboard
import OrderProtocol
import SavedState

/// `status --format json`: what each member means is told by the command's help.
enum StatusJSON {
  /// The object, on one line. Every member is always there.
  ///
  /// - Parameter report: `nil`: nothing has been saved yet.
  static func object(_ report: StatusReport?) -> String {
    var json = JSONBuffer(leavesOutUnknown: false)
    json.object { json in
      addConnection(report, to: &json)
      addOrders(report, to: &json)
      addStream(report, to: &json)
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func addConnection(_ report: StatusReport?, to json: inout JSONBuffer) {
    let connection = report?.board.connection
    json.add("state", report?.word ?? "none")
    json.add("stale", report.map { $0.staleFor != nil } ?? true)
    json.add("connection", connection?.phase.rawValue)
    json.add("reason", connection?.reason)
    json.add("retry", unlessUnknown: connection?.retryNumber) { json, number in
      json.object { json in
        json.add("number", number)
        json.add("limit", connection?.retryLimit)
      }
    }
    json.add("waitSeconds", report?.remainingWait?.seconds)
    json.add("replay", unlessUnknown: connection?.replayDone) { json, done in
      json.object { json in
        json.add("done", done)
        json.add("total", connection?.replayTotal)
      }
    }
    json.add("secondsSinceHeartbeat", report?.sinceHeartbeat?.seconds)
    json.add("secondsSinceEvent", report?.sinceEvent?.seconds)
    json.add("secondsSinceSignOfLife", report?.sinceSignOfLife?.seconds)
    json.add("heartbeatTimeout", connection?.heartbeatTimeout.seconds)
  }

  private static func addOrders(_ report: StatusReport?, to json: inout JSONBuffer) {
    json.add("open", report?.open)
    json.add("late", report?.late)
    json.add("warning", report?.warning)
    json.add("worst", unlessUnknown: report?.worst) { json, worst in
      json.object { json in
        json.add("orderId", worst.id.rawValue)
        json.add("status", worst.status.word)
        json.add("secondsOver", worst.overdue.seconds)
      }
    }
    json.add("statuses", unlessUnknown: report) { json, report in
      json.object { json in
        json.add("CREATED", report.count(of: .created))
        json.add("PENDING", report.count(of: .pending))
        json.add("PROCESSING", report.count(of: .processing))
        json.add("SHIPPED", report.count(of: .shipped))
        json.add("CANCELLED", report.count(of: .cancelled))
        json.add("OTHER", report.count(of: .other("")))
      }
    }
    json.add("unverified", report?.board.unverified)
    json.add("agedOut", report?.board.agedOut)
    json.add("shippedLastHour", report?.shippedLastHour)
    json.add("errorsLastHour", report?.errorsLastHour)
    json.add("lastErrorAt", report?.board.lastError?.iso8601)
    json.add("gap", unlessUnknown: report?.board.gaps.last) { json, gap in
      json.object { json in
        json.add("at", gap.at.iso8601)
        json.add("reason", gap.reason)
        json.add("requestedId", gap.requestedID)
        json.add("oldestAvailable", gap.oldestAvailable)
      }
    }
    json.add("gaps", report?.board.gaps.count)
  }

  private static func addStream(_ report: StatusReport?, to json: inout JSONBuffer) {
    json.add("streamId", report?.board.connection.streamID)
    json.add("lastEventId", report.flatMap { $0.board.lastEventID.isEmpty ? nil : $0.board.lastEventID })
    json.add("source", report?.source)
    json.add("filters", unlessUnknown: report?.filters) { json, filters in json.array(filters) { $0.string($1) } }
    json.add("savedAt", report?.board.savedAt.iso8601)
    json.add("secondsSinceSave", report?.savedAge.seconds)
  }
}

extension Duration {
  /// In seconds, to the millisecond.
  fileprivate var seconds: DecimalNumber {
    let (seconds, attoseconds) = components
    let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
    guard !overflow, attoseconds != 0 else { return DecimalNumber(mantissa: seconds) }
    return DecimalNumber(mantissa: milliseconds &+ attoseconds / 1_000_000_000_000_000, scale: 3)
  }
}
