import CCurl
import EventStream

/// The transport's thread at work: starts, drives, resumes and ends transfers.
///
/// Everything in here, the transfers included, is made, touched and freed on that thread only.
final class CurlEngine {
  private let inbox: CurlInbox
  private let settings: CurlSettings
  private var transfers: [TransferID: CurlTransfer] = [:]
  private var isStopped = false

  init(inbox: CurlInbox, settings: CurlSettings) {
    self.inbox = inbox
    self.settings = settings
  }

  /// Runs until ``CurlMessage/stop``. That comes when the transport was released, which all bodies and calls of `open`
  /// hold: there is no reader left then.
  func run() {
    while true {
      for message in inbox.take() { handle(message) }
      if isStopped { break }
      endRests()
      var running: Int32 = 0
      curl_multi_perform(inbox.multi.pointer, &running)
      for transfer in transfers.values { transfer.deliver() }
      endFinished()
      // Sockets, timers of libcurl, wake-ups and the end of a rest end the wait, nothing else has to.
      curl_multi_poll(inbox.multi.pointer, nil, 0, rest(), nil)
    }
    for id in Array(transfers.keys) { end(id, TransportError(.cancelled, "cancelled")) }
  }

  /// Lets transfers of which little has come rest.
  ///
  /// - Returns: milliseconds to the end of the first rest.
  private func rest() -> Int32 {
    let now = ContinuousClock.now
    var first: ContinuousClock.Instant?
    for transfer in transfers.values {
      transfer.rest(at: now)
      if let end = transfer.restEnd { first = first.map { min($0, end) } ?? end }
    }
    guard let first else { return .max }
    // Rounded up: waking before the end would be waking twice.
    let milliseconds = ((first - now) / .milliseconds(1)).rounded(.up)
    return Int32(min(max(0, milliseconds), Double(Int32.max)))
  }

  private func endRests() {
    guard settings.readInterval > .zero else { return }
    let now = ContinuousClock.now
    for (id, transfer) in transfers {
      if let end = transfer.restEnd, end <= now, let error = transfer.endRest() { self.end(id, error) }
    }
  }

  private func handle(_ message: CurlMessage) {
    switch message {
    case .start(let id, let start): begin(id, start)
    case .resume(let id):
      if let error = transfers[id]?.resume() { end(id, error) }
    case .cancel(let id): end(id, TransportError(.cancelled, "cancelled"))
    case .stop: isStopped = true
    }
  }

  private func begin(_ id: TransferID, _ start: TransferStart) {
    do throws(TransportError) {
      let transfer = try CurlTransfer(id, start, settings)
      guard curl_multi_add_handle(inbox.multi.pointer, transfer.handle) == CURLM_OK else {
        throw TransportError(.unreachable, "libcurl took no further connection")
      }
      transfers[id] = transfer
    } catch {
      start.opened.resume(returning: .failure(error))
    }
  }

  private func endFinished() {
    var remaining: Int32 = 0
    while let message = curl_multi_info_read(inbox.multi.pointer, &remaining) {
      guard message.pointee.msg == CURLMSG_DONE, let transfer = CurlTransfer.of(handle: message.pointee.easy_handle)
      else {
        continue
      }
      let code = message.pointee.data.result
      end(transfer.id, transfer.outcome(of: code))
    }
  }

  private func end(_ id: TransferID, _ error: TransportError?) {
    guard let transfer = transfers.removeValue(forKey: id) else { return }
    curl_multi_remove_handle(inbox.multi.pointer, transfer.handle)
    transfer.finish(error)
  }
}
