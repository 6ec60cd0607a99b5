import EventStream
import Testing

@Suite("ReconnectPolicy")
struct ReconnectPolicyTests {
  @Test("the defaults are those of the protocol's pseudocode: 1 s, at most 30 s, ten retries")
  func defaults() {
    let policy = ReconnectPolicy()
    #expect(policy.base == .seconds(1))
    #expect(policy.max == .seconds(30))
    #expect(policy.limit == 10)
    #expect(!policy.isPersistent)
  }

  @Test("values that make no sense are brought to the nearest that do")
  func nonsense() {
    let policy = ReconnectPolicy(base: .seconds(-1), max: .seconds(Int64.max), limit: -5)
    #expect(policy.base == .zero)
    #expect(policy.max < .seconds(4e9))
    #expect(policy.limit == 0)
  }
}
