/// What the lines since the last blank line have said.
struct UnfinishedEvent: Sendable {
  /// The bytes of its complete lines, without line ends and comments.
  var size = 0
  var isOversized = false
  /// Whether there was any field, known or not.
  var hasFields = false
  /// The event type buffer; empty when no `event` line came.
  var type = ""
  /// The last event ID buffer, if this event changes it.
  var id: String?
  /// Whether ``buffer`` holds data; an event can have data that is empty.
  var hasBufferedData = false
  /// The `data` lines so far, joined by LF, from ``bufferStart`` on.
  private var buffer: [UInt8] = []
  private var bufferStart = 0

  var bufferedByteCount: Int { buffer.count }

  /// Adds one `data` line to those in the buffer.
  mutating func keep(_ value: UnsafeBufferPointer<UInt8>) {
    if hasBufferedData { buffer.append(LineEnd.lineFeed) }
    buffer.append(contentsOf: value)
    hasBufferedData = true
  }

  /// Makes a whole line the buffer, when it is the first `data` line, without copying it.
  mutating func take(_ line: inout [UInt8], valueStart: Int) {
    swap(&buffer, &line)
    bufferStart = valueStart
    hasBufferedData = true
  }

  /// Hands over the `data` lines in the buffer.
  func withBufferedData<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    buffer.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0.dropFirst(bufferStart))) }
  }

  mutating func markOversized() {
    isOversized = true
    dropData()
  }

  mutating func reset() {
    size = 0
    isOversized = false
    hasFields = false
    type = ""
    id = nil
    dropData()
  }

  private mutating func dropData() {
    guard hasBufferedData else { return }
    buffer.removeAllKeepingLittle()
    bufferStart = 0
    hasBufferedData = false
  }
}
