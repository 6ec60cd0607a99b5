import Glibc

/// What the operating system has refused.
struct SystemError: Error, Equatable {
  var code: Int32

  init(code: Int32 = errno) { self.code = code }

  /// In small letters, as part of a sentence.
  var reason: String { String(cString: strerror(code)).lowercased() }
}
