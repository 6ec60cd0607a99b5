extension EventStreamClient {
  /// The most redirects that are followed for one connection.
  private static var mostRedirects: Int { 5 }

  /// Makes one connection and reads it to its end.
  func connect() async -> Reconnection.Step {
    await publish(.connecting(attempt: reconnection.failures, lastEventID: position.lastEventID))
    guard !isStopping else { return .end(.stopped) }
    interruption = nil
    monitor = HeartbeatMonitor(timeout: heartbeatTimeout, at: now)
    startWatching()
    let step = await converse()
    stopWatching()
    return step
  }

  private var position: StreamRequest.Position {
    resyncSince.map { .since($0) } ?? .after(lastEventID)
  }

  /// Starts the watch, or starts it anew because there is an earlier time to watch for.
  private func startWatching() {
    watcher?.cancel()
    watcher = Task { await watch() }
  }

  private func stopWatching() {
    watcher?.cancel()
    watcher = nil
    monitor = nil
  }

  /// Asks, follows redirects, and reads if there is something to read.
  private func converse() async -> Reconnection.Step {
    let token: String?
    do {
      token = try request.readToken()
    } catch {
      // A token file is out of reach for a moment when it is replaced. The first time it is more likely a mistake.
      return hasOpened ? await lost(error.reason) : .end(.invalidRequest(error.reason))
    }
    let position = position
    var url = request.url(from: position)
    var isTrusted = true
    for redirects in 0...Self.mostRedirects {
      let message = request.httpRequest(to: url, from: position, token: token, isTrusted: isTrusted)
      let response: HTTPResponse
      switch await open(message) {
      case .failure(let error): return await closed(error)
      case .success(let answer): response = answer
      }
      monitor?.received(at: now)
      let verdict = ResponseVerdict(response)
      if verdict == .open { return await read(response) }
      response.body.cancel()
      guard verdict == .redirect else { return await refused(response, verdict, token: token) }
      guard redirects < Self.mostRedirects else { break }
      do {
        url = try target(of: response, from: url)
      } catch {
        return .end(.badRedirect(error.reason))
      }
      isTrusted = isTrusted && url.origin == request.endpoint.origin
    }
    return .end(.badRedirect("more than \(Self.mostRedirects) redirects"))
  }

  private func target(of response: HTTPResponse, from url: StreamURL) throws(InvalidStreamRequest) -> StreamURL {
    guard let location = response.header("Location"), !location.isEmpty else {
      throw InvalidStreamRequest("status \(response.status) without a Location")
    }
    let target: StreamURL
    do {
      target = try url.resolving(location)
    } catch {
      throw InvalidStreamRequest("redirected to where no stream can be: \(error.reason)")
    }
    guard url.scheme == .http || target.scheme == .https else {
      throw InvalidStreamRequest("redirected from https to http")
    }
    return target
  }

  private func refused(
    _ response: HTTPResponse, _ verdict: ResponseVerdict, token: String?
  ) async -> Reconnection.Step {
    stopWatching()
    switch verdict {
    case .noContent: return .end(.noContent)
    case .wrongContentType(let type): return .end(.wrongContentType(type))
    case .retry:
      let wait = response.header("Retry-After").flatMap { RetryAfter.duration($0, now: wallClock()) }
      return await lost("HTTP status \(response.status)", retryAfter: wait)
    case .unauthorized:
      let newToken = try? request.readToken()
      let step = reconnection.unauthorized(
        status: response.status, hasNewToken: newToken != nil && newToken != token)
      if step == .connect { await publish(.lost(reason: "HTTP status \(response.status), but the token is a new one")) }
      return step
    case .open, .redirect, .refused: return .end(.refused(status: response.status))
    }
  }

  private func open(_ message: HTTPRequest) async -> Result<HTTPResponse, TransportError> {
    guard interruption == nil else { return .failure(TransportError(.cancelled, "cancelled")) }
    let task = Task { [transport] () -> Result<HTTPResponse, TransportError> in
      do throws(TransportError) {
        return .success(try await transport.open(message))
      } catch {
        return .failure(error)
      }
    }
    activity = .task { task.cancel() }
    defer { activity = .none }
    let result = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    guard interruption != nil || Task.isCancelled, case .success(let response) = result else { return result }
    response.body.cancel()
    return .failure(TransportError(.cancelled, "cancelled"))
  }

  /// Reads an event stream to its end.
  private func read(_ response: HTTPResponse) async -> Reconnection.Step {
    let body = response.body
    defer { body.cancel() }
    hasOpened = true
    reconnection.opened()
    monitor?.opened(at: now)
    await publish(.opened(streamID: response.header("X-Stream-Id")))
    var parser = EventStreamParser(lastEventID: lastEventID)
    activity = .reading(body)
    defer { activity = .none }
    while interruption == nil, !Task.isCancelled {
      let chunk: [UInt8]?
      do {
        chunk = try await body.next()
      } catch {
        return await closed(error)
      }
      guard let chunk else {
        await handOver(nil)
        return await closed(nil)
      }
      // A chunk that came too late is dropped: the position has not moved, so it is asked for again.
      guard interruption == nil else { break }
      if let end = await take(chunk, with: &parser) { return .end(end) }
    }
    return await closed(TransportError(.cancelled, "cancelled"))
  }

  /// Takes one chunk, and tells of it once. Returns the end if an event in it was one.
  private func take(_ chunk: [UInt8], with parser: inout EventStreamParser) async -> StreamEnd? {
    let arrival = now
    monitor?.received(at: arrival)
    await handOver(chunk)
    var batch = EventBatch(lastEventID: lastEventID)
    parser.consume(chunk, into: &batch)
    monitor?.progressed(to: parser, at: arrival)
    let end = obey(&batch, at: arrival)
    if !batch.events.isEmpty || !batch.oversized.isEmpty || batch.lastEventID != lastEventID {
      reconnection.delivered()
      resyncSince = nil
    }
    lastEventID = batch.lastEventID
    if let time = batch.reconnectionTime, reconnection.adopt(reconnectionTime: time) {
      await publish(.reconnectionTimeChanged(time))
    }
    await publish(.received(batch))
    return end
  }

  /// Looks at what the events mean to the connection. After one that ends the stream, the rest of the chunk is dropped,
  /// and the position is that of the last event that is kept.
  private func obey(_ batch: inout EventBatch, at now: Duration) -> StreamEnd? {
    let departure = reconnection.departureTime
    defer { if reconnection.departureTime != departure { startWatching() } }
    for index in batch.events.withTexts({ texts in (0..<texts.count).filter { mayControl(texts.type($0)) } }) {
      guard let signal = control(batch.events[index]), signal != .heartbeat else { continue }
      guard let end = reconnection.note(signal, at: now, chance: random()) else { continue }
      batch.lastEventID = batch.events[index].lastEventID
      batch.events.removeAll(from: index + 1)
      return end
    }
    return nil
  }

  /// The connection is over: because of an interruption, of an error, or cleanly (`nil`).
  private func closed(_ error: TransportError?) async -> Reconnection.Step {
    stopWatching()
    if isStopping { return .end(.stopped) }
    let cause = interruption
    interruption = nil
    switch cause {
    case .reconnect:
      let step = reconnection.interrupted(at: now, chance: random())
      await publish(.lost(reason: "a new connection was asked for"))
      return step
    case .suspended:
      let step = reconnection.interrupted(hasSlept: true, at: now, chance: random())
      await publish(.lost(reason: "the program stood still for longer than \(heartbeatTimeout.text)"))
      return step
    case .silent:
      await publish(.stale(after: heartbeatTimeout))
      return await lost("nothing was received for \(heartbeatTimeout.text)")
    case .drip: return await lost("bytes came for \((heartbeatTimeout * 4).text) and completed no event")
    case .departure: return await lost("the server announced that it leaves")
    case .stop, nil: break
    }
    switch error?.kind {
    case .endOfRecording: return .end(.endOfRecording)
    case .invalidRequest: return .end(.invalidRequest(error?.reason ?? ""))
    default: return await lost(error?.reason ?? "the server closed the connection")
    }
  }

  private func lost(_ reason: String, retryAfter: Duration? = nil) async -> Reconnection.Step {
    let step = reconnection.lost(reason: reason, retryAfter: retryAfter, at: now, chance: random())
    if case .end = step { return step }
    await publish(.lost(reason: reason))
    return step
  }
}

extension Duration {
  /// In seconds, e.g. `60 s` or `0.5 s`.
  var text: String {
    let (seconds, attoseconds) = components
    let milliseconds = attoseconds / 1_000_000_000_000_000
    guard milliseconds != 0 else { return "\(seconds) s" }
    var digits = String(String(1000 + milliseconds).dropFirst())
    while digits.last == "0" { digits.removeLast() }
    return "\(seconds).\(digits) s"
  }
}
