import HTTPTypes
import Hummingbird
import NIOCore
import OrderProtocol

extension Endpoint {
  /// How many bytes one request may have.
  private static let bodyLimit = 1024 * 1024

  /// `POST /v1/orders/events`
  func publish(_ request: Request, _ context: ConnectionContext) async -> Response {
    if let token = settings.publishToken {
      guard token.accept(request.headers[.authorization]) != nil else { return .unauthorized }
    } else if !Self.isLoopback(context.channel.localAddress) {
      return .refusal(.forbidden, "publishing over a network needs a token")
    }
    // A web page can have a browser post to this machine, but then the browser says so.
    guard request.headers[.origin] == nil else { return .refusal(.forbidden, "not for web pages") }
    guard Self.isJSON(request.headers[.contentType]) else {
      return .refusal(.unsupportedMediaType, "Content-Type must be application/json or application/x-ndjson")
    }
    let channel = context.channel
    let abort: @Sendable () -> Void = { channel.close(promise: nil) }
    guard let number = publications.begin(abort: abort) else {
      return .refusal(.serviceUnavailable, "too many at once", [.retryAfter: "1"])
    }
    defer { publications.end(number) }
    // A body that comes drop by drop must not keep others from publishing.
    let limit = channel.eventLoop.scheduleTask(in: .seconds(30), abort)
    defer { limit.cancel() }
    let body: ByteBuffer
    do {
      body = try await request.body.collect(upTo: Self.bodyLimit)
    } catch is NIOTooManyBytesError {
      return .refusal(.contentTooLarge, "more than \(Self.bodyLimit / 1024) KiB")
    } catch {
      return .refusal(.badRequest, "the body did not come in full")
    }
    return await publish(Array(body.readableBytesView))
  }

  private func publish(_ body: [UInt8]) async -> Response {
    do {
      let ids = try await publisher.publish(try DraftReader.read(body))
      return .json(.ok, #"{"ids":[\#(ids.map(JSONWriter.quoted).joined(separator: ","))]}"#)
    } catch let failure as DraftReader.Failure {
      return .json(
        .badRequest, #"{"line":\#(failure.line),"reason":\#(JSONWriter.quoted(failure.reason))}"#)
    } catch {
      log.warn("events were not published: \(error)")
      return .refusal(.serviceUnavailable, "the events cannot be kept now", [.retryAfter: "5"])
    }
  }

  private static func isLoopback(_ address: SocketAddress?) -> Bool {
    guard let ip = address?.ipAddress else { return false }
    return ip == "::1" || ip.hasPrefix("127.") || ip.hasPrefix("::ffff:127.")
  }

  private static func isJSON(_ contentType: String?) -> Bool {
    let type = contentType?.split(separator: ";").first?.trimmingBlanks.lowercased()
    return type == "application/json" || type == "application/x-ndjson"
  }
}

extension Response {
  fileprivate static func json(_ status: HTTPResponse.Status, _ text: String) -> Response {
    Response(status: status, headers: [.contentType: "application/json"], body: .text(text + "\n"))
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    let rest = drop { $0 == " " }
    return rest[..<(rest.lastIndex { $0 != " " }.map { rest.index(after: $0) } ?? rest.endIndex)]
  }
}
