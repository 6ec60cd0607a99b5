import EventStream

/// Parses a whole stream, fed in pieces that end at the given offsets.
func parse(
  _ bytes: [UInt8], cutAt cuts: [Int] = [], lastEventID: String = "", eventLimit: Int = 16 * 1024 * 1024
) -> EventBatch {
  var parser = EventStreamParser(lastEventID: lastEventID, eventLimit: eventLimit)
  var batch = EventBatch()
  var start = 0
  for end in cuts + [bytes.count] {
    parser.consume(Array(bytes[start..<end]), into: &batch)
    start = end
  }
  return batch
}

/// Parses a whole text in one piece.
func parse(_ text: String, eventLimit: Int = 16 * 1024 * 1024) -> EventBatch {
  parse(Array(text.utf8), eventLimit: eventLimit)
}

/// The data of every event of a text.
func data(_ text: String) -> [String] {
  parse(text).events.map(\.data)
}

/// Parses a whole stream the slow way: the standard's algorithm, word by word, over decoded text. There is no limit.
func parseByTheBook(_ bytes: [UInt8]) -> EventBatch {
  var batch = EventBatch()
  var dataBuffer = ""
  var typeBuffer = ""
  var idBuffer = ""
  var text = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
  if text.first == "\u{FEFF}" { text.removeFirst() }
  while let end = text.firstIndex(where: { $0 == "\r" || $0 == "\n" }) {
    let line = text[..<end]
    var next = text.index(after: end)
    if text[end] == "\r", next < text.endIndex, text[next] == "\n" { next = text.index(after: next) }
    text = text[next...]

    if line.isEmpty {
      batch.lastEventID = idBuffer
      if !dataBuffer.isEmpty {
        dataBuffer.unicodeScalars.removeLast()
        let type = typeBuffer.isEmpty ? "message" : typeBuffer
        batch.events.append(ServerSentEvent(lastEventID: idBuffer, type: type, data: dataBuffer))
      }
      dataBuffer = ""
      typeBuffer = ""
      continue
    }
    let colon = line.firstIndex(of: ":")
    var value = colon.map { line[line.index(after: $0)...] } ?? line[line.endIndex...]
    if value.first == " " { value.removeFirst() }
    switch String(line[..<(colon ?? line.endIndex)]) {
    case "event": typeBuffer = String(value)
    case "data": dataBuffer += String(value) + "\u{A}"
    case "id" where !value.contains("\0"): idBuffer = String(value)
    case "retry" where !value.isEmpty && value.allSatisfy { ("0"..."9").contains($0) }:
      batch.reconnectionTime = Int(String(value)).map { .milliseconds($0) } ?? batch.reconnectionTime
    default: break
    }
  }
  return batch
}
