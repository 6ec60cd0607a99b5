import Glibc

/// Copies of whole files, readable for us only.
enum FileCopy {
  static func copy(_ path: String, to other: String) throws(SystemError) {
    let source = open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw SystemError() }
    defer { close(source) }
    let target = open(other, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard target >= 0 else { throw SystemError() }
    defer { close(target) }
    var buffer = [UInt8](repeating: 0, count: 256 * 1024)
    while true {
      let count = read(source, &buffer, buffer.count)
      guard count != 0 else { return }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw SystemError()
      }
      try write(buffer[..<count], to: target)
    }
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to target: Int32) throws(SystemError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(target, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw SystemError()
      }
    }
  }
}
