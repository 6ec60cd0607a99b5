import CMemory

/// What the process holds in memory.
enum ProcessMemory {
  /// Gives back code of the program and its libraries: what a start and a connection need and nothing needs again is more
  /// than all that a small board takes. What is needed after all is there again within microseconds.
  static func giveBackCode() { memory_unmap_code() }
}
