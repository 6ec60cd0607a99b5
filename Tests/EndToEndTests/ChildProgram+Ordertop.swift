import TestSupport

extension ChildProgram {
  /// Starts ordertop with pipes behind its output.
  ///
  /// - Parameter environment: all of it.
  static func ordertop(
    _ arguments: [String], environment: [String: String] = ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
  ) throws -> ChildProgram {
    try ChildProgram(BuiltProgram.path("ordertop"), arguments, environment: environment)
  }
}
