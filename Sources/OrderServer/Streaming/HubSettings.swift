/// What the clients together may cost.
package struct HubSettings: Equatable, Sendable {
  /// How many streams may be open.
  package var maximumClients = 10_000
  /// How many events a client that was up to date may fall behind before it is too slow.
  package var maximumLagEvents = 10_000
  /// How many bytes of events it may fall behind.
  package var maximumLagBytes = 16 * 1024 * 1024
  /// How long a client may take to accept what was written to it.
  package var writeTimeout = Duration.seconds(20)
  /// What a client gets first that sends no position.
  package var newcomers = NewcomerReplay.none
  /// How long a stream may take for its last words.
  package var endingGrace = Duration.seconds(2)

  package init() {}
}
