import CMemory

/// What lies in memory of the program and its libraries.
enum ProgramCode {
  /// Gives back what a start and a connection needed and nothing needs again: more than all that a small board takes. What
  /// is needed after all is there again within microseconds.
  static func giveBack(after wait: Duration) {
    Task {
      try? await Task.sleep(for: wait)
      memory_unmap_code()
    }
  }
}
