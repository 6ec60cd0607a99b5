import Glibc

/// Programs of this package, built for the tests that run.
package enum BuiltProgram {
  /// The path of an executable target's product: beside the tests.
  package static func path(_ name: String) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let tests = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    let folder = tests[..<(tests.lastIndex(of: "/") ?? tests.startIndex)]
    return "\(folder)/\(name)"
  }
}
