import CMemory

/// What the program keeps of memory that it does not need at the moment.
enum Memory {
  /// Blocks of so many bytes and more go back to the system as soon as they are freed: by itself the C library comes to keep
  /// them once a large event has been through.
  private static let largeBlock: Int32 = 1024 * 1024
  /// Of smaller ones so much is kept for the next: to get the buffers of each chunk of a flood from the system again takes a
  /// tenth of all time.
  private static let kept: Int32 = 1024 * 1024

  /// Says so to the allocator, once at the start.
  static func settleAllocator() {
    mallopt(M_MMAP_THRESHOLD, largeBlock)
    mallopt(M_TRIM_THRESHOLD, kept)
  }

  /// Gives back the code that a start and a connection need and nothing needs again: more than all that a small board takes.
  static func giveBackCode() { memory_unmap_code() }
}
