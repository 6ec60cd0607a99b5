import EventStream
import OrderProtocol

extension [UInt8] {
  /// Appends an event that the server says to one connection.
  ///
  /// - Parameter id: the position of the connection, which such an event repeats and never moves. Always written out; left
  ///   out if it is empty, or nothing that an event stream can say.
  mutating func append(_ event: OrderEvent, id: String) {
    var encoder = EventStreamEncoder()
    do {
      try encoder.encode(ServerSentEvent(event, lastEventID: id), into: &self)
    } catch {
      // The types of control events are fixed and valid, so it is the id.
      if !id.isEmpty { append(event, id: "") }
    }
  }
}
