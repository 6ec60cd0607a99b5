import Glibc

/// All bytes of a file; `nil` when there is none.
func contents(_ path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  while true {
    var count = 0
    bytes += [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, initialized in
      count = read(descriptor, buffer.baseAddress, buffer.count)
      initialized = max(0, count)
    }
    if count <= 0 { return bytes }
  }
}
