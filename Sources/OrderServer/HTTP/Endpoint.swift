import HTTPTypes
import Hummingbird
import NIOCore
import OrderProtocol

/// What is known of a request besides the request.
struct ConnectionContext: InitializableFromSource {
  let channel: any Channel

  init(source: ApplicationRequestContextSource) { channel = source.channel }
}

/// Answers requests: which path and method means what.
struct Endpoint: HTTPResponder {
  /// The path of the stream.
  static let livePath = "/v1/orders/live"
  /// Where events are published.
  static let eventsPath = "/v1/orders/events"

  let hub: EventHub
  let publisher: EventPublisher
  let settings: EndpointSettings
  let streams: StreamSettings
  let names: RandomName
  let log: ServerLog
  let now: @Sendable () -> Timestamp
  let publications: Publications

  func respond(to request: Request, context: ConnectionContext) async throws -> Response {
    switch (request.uri.path, request.method) {
    case (Self.livePath, .get): stream(request, context)
    case (Self.livePath, _): .refusal(.methodNotAllowed, "only GET", [.allow: "GET"])
    case (Self.eventsPath, .post): await publish(request, context)
    case (Self.eventsPath, _): .refusal(.methodNotAllowed, "only POST", [.allow: "POST"])
    case ("/healthz", .get): Response(status: .ok, headers: [.contentType: "text/plain"], body: .text("ok\n"))
    case ("/healthz", _): .refusal(.methodNotAllowed, "only GET", [.allow: "GET"])
    default: .refusal(.notFound, "the stream is at \(Self.livePath)")
    }
  }
}

extension Response {
  /// An answer that gives a reason, in one line.
  static func refusal(_ status: HTTPResponse.Status, _ reason: String, _ fields: HTTPFields = [:]) -> Response {
    var headers = fields
    headers[.contentType] = "text/plain; charset=utf-8"
    return Response(status: status, headers: headers, body: .text(reason + "\n"))
  }

  /// Told to a client that has no valid token.
  static let unauthorized = refusal(
    .unauthorized, "a valid bearer token is needed", [.wwwAuthenticate: "Bearer"])
}

extension ResponseBody {
  static func text(_ text: String) -> ResponseBody { ResponseBody(byteBuffer: ByteBuffer(string: text)) }
}
