import Glibc

/// What the kernel tells about a process.
struct ProcessStatus {
  private let folder: String

  init(_ id: pid_t) { folder = "/proc/\(id)" }

  /// A number of `/proc/PID/status`, e.g. `VmHWM`, the most memory it ever had, in KiB.
  func number(_ name: String) -> Int? {
    text("status").split(separator: "\n").first { $0.hasPrefix(name + ":") }.flatMap { line in
      Int(line.filter(\.isNumber))
    }
  }

  /// The processor time used so far, in hundredths of a second.
  var processorTime: Int? {
    // The name in parentheses may hold anything; fields 14 and 15 of `stat` are user and system time.
    let fields = text("stat").split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 13, let user = Int(fields[11]), let system = Int(fields[12]) else { return nil }
    return user + system
  }

  /// How many descriptors are open.
  var descriptors: Int {
    guard let entries = opendir("\(folder)/fd") else { return 0 }
    defer { closedir(entries) }
    var count = -2
    while readdir(entries) != nil { count += 1 }
    return count
  }

  /// The processes that it has started and that are still there.
  var children: [pid_t] {
    guard let id = folder.split(separator: "/").last else { return [] }
    return text("task/\(id)/children").split(separator: " ").compactMap { pid_t($0) }
  }

  /// The command line as anybody can see it.
  var commandLine: String { text("cmdline") }

  private func text(_ name: String) -> String {
    let file = open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 16384)
    let count = read(file, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
