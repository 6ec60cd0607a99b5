import CMemory

/// What a start and a connection need of memory, and nothing needs again.
enum StartMemory {
  /// Gives it back: code of the program and its libraries, which is more than all that a small board takes. What is needed
  /// after all is there again within microseconds.
  static func giveBack(after wait: Duration) {
    Task {
      try? await Task.sleep(for: wait)
      memory_unmap_code()
    }
  }
}
