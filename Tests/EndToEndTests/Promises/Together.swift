/// Does the same for each value at once: what has to be waited for is waited for once. Values are told in comments.
func together<Value: Sendable>(
  _ values: some Sequence<Value>, _ body: @escaping @Sendable (Value) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    for value in values { group.addTask { try await body(value) } }
    try await group.waitForAll()
  }
}
