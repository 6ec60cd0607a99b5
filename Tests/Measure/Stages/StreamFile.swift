import EventStream
import Glibc
import OrderProtocol
import OrderStore

/// A recorded stream in memory.
struct StreamFile {
  let bytes: [UInt8]

  init(_ path: String) throws {
    guard let file = fopen(path, "rb") else { throw Failure("\(path): cannot be read") }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    bytes = Array(unsafeUninitializedCapacity: size) { buffer, count in count = fread(buffer.baseAddress, 1, size, file)
    }
  }

  /// Hands the stream over as a connection would, and gives each chunk's events away.
  func parse(chunk: Int, _ body: (EventBatch) -> Void) {
    var parser = EventStreamParser()
    var batch = EventBatch()
    bytes.withUnsafeBytes { all in
      for start in stride(from: 0, to: all.count, by: chunk) {
        batch.removeAll()
        let end = min(start + chunk, all.count)
        parser.consume(UnsafeRawBufferPointer(rebasing: all[start..<end]), into: &batch)
        body(batch)
      }
    }
  }

  /// The events, chunk by chunk.
  func batches(chunk: Int) -> [EventBatch] {
    var batches: [EventBatch] = []
    parse(chunk: chunk) { batches.append($0) }
    return batches
  }

  /// The typed events, chunk by chunk.
  func decodedBatches(chunk: Int) -> [ReceivedBatch] {
    var batches: [ReceivedBatch] = []
    parse(chunk: chunk) { batches.append(ReceivedBatch($0)) }
    return batches
  }
}

extension Moment {
  /// A moment to begin with; the wall clock is the machine's.
  static func start() -> Moment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Moment(monotonic: .zero, wall: Timestamp(milliseconds: Int64(time.tv_sec) * 1000))
  }

  mutating func advance(milliseconds: Int64) {
    monotonic += .milliseconds(milliseconds)
    wall = Timestamp(milliseconds: wall.milliseconds + milliseconds)
  }
}
