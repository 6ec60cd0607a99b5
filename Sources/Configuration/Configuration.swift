package import Dashboard
package import EventStream
package import OrderStore
package import SavedState
package import TOML

/// Everything that can be chosen, with who has chosen it: the defaults, until a file, the environment and the options of
/// a command have been applied.
package struct Configuration: Equatable, Sendable {
  // [stream]
  package var url = Setting<String?>(nil)
  package var customerID = Setting<String?>(nil)
  package var orderID = Setting<String?>(nil)
  /// Separated by commas, as the query has them.
  package var eventTypes = Setting<String?>(nil)
  /// RFC 3339.
  package var since = Setting<String?>(nil)
  package var headers = Setting<[HTTPField]>([])
  package var token = Setting(TokenSource.none)
  package var cacert = Setting<String?>(nil)
  package var heartbeatTimeout = Setting(Duration.seconds(60))
  package var retryBase = Setting(Duration.seconds(1))
  package var retryMax = Setting(Duration.seconds(30))
  /// `nil`: 10, after which the dashboard goes on as OFFLINE.
  package var maxRetries = Setting<RetryLimit?>(nil)

  // [state]
  /// `nil`: there is no home to have one in.
  package var stateDirectory = Setting<String?>(nil)
  package var closedOnBoard = Setting(Retention().closedOnBoard)
  package var closedInState = Setting(Retention().closedInState)
  package var journalEvents = Setting(Retention().journalEvents)
  package var journalBytes = Setting(Retention().journalBytes)

  // [screen]
  /// `nil`: the one used last, or the first one.
  package var theme = Setting<String?>(nil)
  package var ascii = Setting(false)
  /// Whether it starts with the big numbers.
  package var board = Setting(false)
  package var columns = Setting(OrderColumn.standard)
  /// Whether the mouse is the dashboard's to begin with.
  package var mouse = Setting(ScreenSettings.standard.mouse)

  // [keys]
  package var keys = KeySettings()

  // [limits]
  package var limits = LimitSettings()

  // [notifications]
  package var bell = Setting(AlarmSettings().ringsBell)
  package var bellInterval = Setting(AlarmSettings().bellInterval)
  package var alarmEvents = Setting(AlarmSettings().events)
  package var alarmCommand = Setting(AlarmSettings().command)
  package var shelveDuration = Setting(AlarmSettings().shelveDuration)
  package var hysteresis = Setting(AlarmSettings().hysteresis)

  // [demo]
  /// `nil`: the bundled one.
  package var recording = Setting<String?>(nil)
  package var speed = Setting(1.0)
  package var loop = Setting(false)

  // [tail], [record], [status], [export]
  package var tailFormat = Setting(TailFormat.text)
  package var recordSize = Setting(256 << 20)
  /// `nil`: until something else ends it.
  package var recordDuration = Setting<Duration?>(nil)
  package var statusFormat = Setting(StatusFormat.plain)
  /// Cells; `nil`: 80, 60 for tmux.
  package var statusWidth = Setting<Int?>(nil)
  package var exportFormat = Setting(ExportFormat.json)

  /// What the user should know about the file, though it can be used: sentences, with the place.
  package var warnings: [DocumentError] = []

  /// - Parameter stateDirectory: where states are saved unless somebody says otherwise.
  package init(stateDirectory: String? = nil) { self.stateDirectory = Setting(stateDirectory) }
}

extension Configuration {
  /// The filters that are chosen, as the query names them.
  package var filters: [(name: String, value: String)] {
    [("customerId", customerID), ("orderId", orderID), ("eventTypes", eventTypes)].compactMap { name, setting in
      setting.value.map { (name: name, value: $0) }
    }
  }

  package var retention: Retention {
    var retention = Retention()
    retention.closedOnBoard = closedOnBoard.value
    retention.closedInState = closedInState.value
    retention.journalEvents = journalEvents.value
    retention.journalBytes = journalBytes.value
    return retention
  }

  package var alarms: AlarmSettings {
    var alarms = AlarmSettings()
    alarms.ringsBell = bell.value
    alarms.bellInterval = bellInterval.value
    alarms.events = alarmEvents.value
    alarms.command = alarmCommand.value
    alarms.shelveDuration = shelveDuration.value
    alarms.hysteresis = hysteresis.value
    return alarms
  }

  package var screen: ScreenSettings {
    var screen = ScreenSettings()
    screen.columns = columns.value
    screen.keys = keys.table
    screen.mouse = mouse.value
    return screen
  }
}
