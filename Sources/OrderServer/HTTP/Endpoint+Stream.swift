import HTTPTypes
import Hummingbird
import NIOCore
import OrderProtocol

extension Endpoint {
  /// `GET /v1/orders/live`
  func stream(_ request: Request, _ context: ConnectionContext) -> Response {
    for case .refuse(let status) in streams.faults {
      return .refusal(.init(code: status), "refused on request")
    }
    let accepted = settings.token.map { $0.accept(request.headers[.authorization]) } ?? 0
    guard let generation = accepted else { return .unauthorized }
    let streamID = "live-\(names.next(8))"
    let lastEventID = Self.lastEventID.flatMap { request.headers[$0] } ?? ""
    let query: StreamQuery
    do {
      query = try StreamQuery(request.uri.query)
    } catch {
      return stream(streamID, of: .invalidFilter(error.reason), id: lastEventID)
    }
    if let customers = settings.customers, let customer = query.filter.customerID, !customers.contains(customer) {
      return stream(streamID, of: .unknownCustomer, id: lastEventID)
    }
    return Response(
      status: .ok, headers: headers(streamID),
      body: ResponseBody { writer in
        let channel = context.channel
        let ending = try await follow(
          query, after: lastEventID, streamID, generation, request.body, abort: { channel.close(promise: nil) }
        ) { try await writer.write(ByteBuffer(bytes: $0)) }
        if case .tooSlow = ending { log.warn("\(streamID): \(ending)") } else { log.note("\(streamID): \(ending)") }
        try await writer.finish(nil)
      })
  }

  /// Sends events until the stream ends.
  private func follow(
    _ query: StreamQuery, after lastEventID: String, _ streamID: String, _ tokenGeneration: Int, _ body: RequestBody,
    abort: @escaping @Sendable () -> Void, _ write: LiveStream.Writer
  ) async throws -> StreamEnding {
    let start = start(query, lastEventID)
    guard
      let opening = hub.subscribe(
        streamID, query.filter, from: start, tokenGeneration: tokenGeneration, abort: abort)
    else {
      var bytes: [UInt8] = []
      bytes.append(.fault(.rateLimited(retryAfter: streams.retryAfter)), id: lastEventID)
      try await write(bytes)
      return .allSaid
    }
    defer { hub.unsubscribe(opening.subscriber) }
    var stream = LiveStream(
      opening, of: hub, settings: streams, streamID: streamID, filters: query.stated, now: now)
    return try await body.consumeWithInboundCloseHandler { _ in
      try await stream.run(write)
    } onInboundClosed: {
      hub.end(opening.subscriber, .clientGone)
    }
  }

  private func start(_ query: StreamQuery, _ lastEventID: String) -> EventHub.Start {
    // An id says better than a time where the client is.
    if !lastEventID.isEmpty {
      return streams.faults.contains(.expireHistory) ? .expired(id: lastEventID) : .after(id: lastEventID)
    }
    return query.since.map { .since($0) } ?? .newcomer
  }

  /// A stream that consists of an error. It repeats the position that the client sent, and gives it none: the client has
  /// not been told anything yet.
  private func stream(_ streamID: String, of fault: StreamFault, id: String) -> Response {
    var bytes: [UInt8] = []
    bytes.append(.fault(fault), id: id)
    return Response(
      status: .ok, headers: headers(streamID), body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private func headers(_ streamID: String) -> HTTPFields {
    var fields: HTTPFields = [
      .contentType: "text/event-stream", .cacheControl: "no-cache", .connection: "keep-alive",
    ]
    if let name = Self.streamID { fields[name] = streamID }
    return fields
  }

  private static let lastEventID = HTTPField.Name("Last-Event-ID")
  private static let streamID = HTTPField.Name("X-Stream-Id")
}
