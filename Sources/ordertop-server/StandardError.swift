import Glibc
import OrderServer

/// Lines for the user on standard error: one clean line each.
enum StandardError {
  static func say(_ sentence: String) { write("ordertop-server: \(sentence)", to: STDERR_FILENO) }

  static func log(isVerbose: Bool) -> ServerLog {
    ServerLog(warn: { say($0) }, note: { if isVerbose { say($0) } })
  }

  fileprivate static func write(_ line: String, to descriptor: Int32) {
    // Whatever is in an argument or a file's name, a terminal sees only text.
    let clean = line.unicodeScalars.map { $0.properties.generalCategory.isPrintable ? $0 : "?" }
    var text = String(String.UnicodeScalarView(clean.prefix(1_000)))
    text += "\n"
    text.withUTF8 { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }
}

/// What others read from the server: one line at a time.
enum StandardOutput {
  static func say(_ line: String) { StandardError.write(line, to: STDOUT_FILENO) }
}

extension Unicode.GeneralCategory {
  fileprivate var isPrintable: Bool {
    switch self {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }
}
