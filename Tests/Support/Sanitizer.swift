import Glibc

/// What `Tests/Sanitize/run` builds carries a sanitizer, in the tests and in the programs that they start.
package enum Sanitizer {
  /// Its shadow of all memory, and what it puts aside when it is freed, are beyond any bound on memory.
  package static var isPresent: Bool { getenv("ORDERTOP_TESTS_SANITIZER") != nil }
}
