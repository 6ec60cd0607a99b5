import CCurl
import EventStream

/// One request and its response: a handle of libcurl and what its callbacks need. Lives on the transport's thread.
final class CurlTransfer {
  let id: TransferID
  let handle: UnsafeMutableRawPointer
  private let target: RequestTarget
  /// Weak: a body that nobody reads any more ends the transfer (see ``TransferLease``).
  private weak var body: ResponseBody?
  private var opened: CheckedContinuation<Result<ResponseHead, TransportError>, Never>?
  private var head = ResponseHead()
  /// Why a callback gave the transfer up, in our words.
  private var refusal: TransportError?
  /// The reader has enough; what libcurl offers is turned away until it asks again.
  private var isFull = false
  /// libcurl was told to pause, because it had something to offer while `isFull`.
  private var isPaused = false
  /// What was read of the body and not looked at by ``rest(at:)``.
  private var readCount = 0
  private var pace: ReadingPace
  /// Until when libcurl was told not to read.
  private(set) var restEnd: ContinuousClock.Instant?
  private let options: CurlOptions

  init(_ id: TransferID, _ start: TransferStart, _ settings: CurlSettings) throws(TransportError) {
    guard let handle = curl_easy_init() else {
      throw TransportError(.unreachable, "not enough memory for a connection")
    }
    self.id = id
    self.handle = handle
    target = start.target
    body = start.body
    options = CurlOptions(handle)
    pace = ReadingPace(interval: settings.readInterval)
    try options.apply(start.request, settings)
    let this = Unmanaged.passUnretained(self).toOpaque()
    try options.set(CURLOPT_PRIVATE, pointer: this)
    try options.set(CURLOPT_HEADERDATA, pointer: this)
    try options.set(CURLOPT_WRITEDATA, pointer: this)
    try options.set(CURLOPT_HEADERFUNCTION) { bytes, _, count, this in
      CurlTransfer.of(this)?.receiveHeader(UnsafeRawBufferPointer(start: bytes, count: count)) ?? 0
    }
    try options.set(CURLOPT_WRITEFUNCTION) { bytes, _, count, this in
      CurlTransfer.of(this)?.receiveBody(UnsafeRawBufferPointer(start: bytes, count: count)) ?? 0
    }
    opened = start.opened
  }

  deinit {
    curl_easy_cleanup(handle)
    options.release()
  }

  /// The transfer that a handle belongs to.
  static func of(handle: UnsafeMutableRawPointer) -> CurlTransfer? {
    var pointer: UnsafeMutableRawPointer?
    ot_getinfo_private(handle, &pointer)
    return of(pointer)
  }

  /// The transfer behind the pointer that libcurl gives to callbacks. It is alive: the engine holds it until its handle is
  /// out of libcurl's hands.
  private static func of(_ pointer: UnsafeMutableRawPointer?) -> CurlTransfer? {
    pointer.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// The reader has taken what was waiting.
  func resume() -> TransportError? {
    isFull = false
    guard isPaused else { return nil }
    isPaused = false
    return readOn()
  }

  /// Offers at once what was turned away, hence may pause again or fail.
  private func readOn() -> TransportError? {
    let code = curl_easy_pause(handle, CURLPAUSE_CONT)
    return code == CURLE_OK ? nil : outcome(of: code)
  }

  /// Hands over what was read since the last call.
  func deliver() {
    if readCount > 0 { body?.deliver() }
  }

  /// Lets libcurl read no further for a while, if little has come since the last call.
  func rest(at now: ContinuousClock.Instant) {
    guard readCount > 0 else { return }
    let end = pace.read(readCount, at: now)
    readCount = 0
    guard let end, end > now, !isFull, restEnd == nil else { return }
    if curl_easy_pause(handle, CURLPAUSE_RECV) == CURLE_OK { restEnd = end }
  }

  /// Lets libcurl read on.
  func endRest() -> TransportError? {
    restEnd = nil
    return readOn()
  }

  /// What libcurl's result means; `nil`: the response is complete.
  func outcome(of code: CURLcode) -> TransportError? {
    if let refusal { return refusal }
    guard code == CURLE_OK else {
      var osError = 0
      ot_getinfo_long(handle, CURLINFO_OS_ERRNO, &osError)
      return CurlFailure(code: code, detail: options.errorText, osError: Int32(clamping: osError), target: target).error
    }
    guard opened == nil else {
      return TransportError(.broken, "the connection was closed in the middle of the response's head")
    }
    return nil
  }

  /// Tells whoever waits. The handle must be out of the multi handle.
  func finish(_ error: TransportError?) {
    if let opened {
      self.opened = nil
      opened.resume(returning: .failure(error ?? TransportError(.broken, "the response has no head")))
    }
    body?.finish(error)
  }

  private func receiveHeader(_ line: UnsafeRawBufferPointer) -> Int {
    // Lines after the head are trailers of a chunked body.
    guard let opened else { return line.count }
    switch head.take(line) {
    case .more: return line.count
    case .complete:
      self.opened = nil
      opened.resume(returning: .success(head))
      return line.count
    case .refused(let reason):
      refusal = TransportError(.broken, reason)
      return 0
    }
  }

  private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard !isFull else {
      isPaused = true
      return Int(CURL_WRITEFUNC_PAUSE)
    }
    readCount += bytes.count
    switch body?.append(bytes, moreComes: true) {
    case .more: return bytes.count
    case .pause:
      isFull = true
      return bytes.count
    case .cancelled, nil:
      refusal = TransportError(.cancelled, "cancelled")
      return 0
    }
  }
}
