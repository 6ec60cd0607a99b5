public import EventStream

/// Opens event streams over HTTP/1.1 and HTTP/2 with libcurl.
///
/// All transfers of one transport run on one thread of its own, which sleeps while nothing happens. The thread ends once
/// the transport and every body it handed out are released. Each call of ``open(_:)`` makes a fresh connection, which is
/// closed when its response ends, is cancelled, or when its body is released unread.
///
/// - TLS certificates are always verified, against the system's authorities and those of `caFile`.
/// - Proxies are taken from the environment (`http_proxy`, `https_proxy`, `no_proxy`, …); header fields are for the
///   server alone and are not sent with `CONNECT`.
/// - Redirects are not followed, cookies, `.netrc` and HTTP/0.9 are off, URLs with a user name are refused.
public final class CurlTransport: EventStreamTransport {
  let inbox: CurlInbox

  /// - Parameters:
  ///   - caFile: a PEM file with certificate authorities to trust as well as the system's.
  ///   - userAgent: the `User-Agent` of every request that brings none of its own, e.g. `ordertop/1.0`.
  ///   - readInterval: what arrives within this time of the last reading is read together at its end, which costs a steady
  ///     stream of small events less. What comes after a quiet time, or in a flood, is read at once; zero: everything is.
  /// - Throws: ``TransportError/Kind/invalidRequest`` if the file cannot be read or holds no certificate.
  public init(
    caFile: String? = nil, userAgent: String, readInterval: Duration = .zero
  ) throws(TransportError) {
    try CurlLibrary.load()
    guard HTTPField("User-Agent", userAgent).isSendable else {
      throw TransportError(.invalidRequest, "the user agent holds characters that cannot be sent")
    }
    var authorities: [UInt8]?
    if let caFile { authorities = try CertificateAuthorities.adding(file: caFile) }
    inbox = try CurlInbox()
    let settings = CurlSettings(userAgent: userAgent, authorities: authorities, readInterval: readInterval)
    try CurlThread.start { [inbox] in CurlEngine(inbox: inbox, settings: settings).run() }
  }

  deinit {
    inbox.post(.stop)
  }

  public func open(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let target = try RequestTarget(request)
    let lease = TransferLease(transport: self)
    let body = ResponseBody(onDrain: { lease.resume() }, onCancel: { lease.cancel() })
    let head = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        inbox.post(.start(lease.id, TransferStart(request: request, target: target, body: body, opened: continuation)))
        // A cancellation that came before the start was posted has met no transfer to end.
        if Task.isCancelled { lease.cancel() }
      }
    } onCancel: {
      lease.cancel()
    }
    let fields = try head.get()
    return HTTPResponse(status: fields.status, headers: fields.fields, body: body)
  }
}
