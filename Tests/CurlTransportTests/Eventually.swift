import Testing

/// Waits until a condition on something outside this process holds, 10 s at most, and tells whether it did.
func eventually(_ condition: () throws -> Bool) async throws -> Bool {
  let deadline = ContinuousClock.now + .seconds(10)
  while ContinuousClock.now < deadline {
    if try condition() { return true }
    try await Task.sleep(for: .milliseconds(2))
  }
  return false
}
