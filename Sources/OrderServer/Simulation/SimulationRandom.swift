/// Chance that is the same at every run and on every machine: SplitMix64, and distributions that are made by comparing,
/// without a logarithm that might differ in its last bit.
struct SimulationRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  /// 0 up to, but not, 1.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func happens(_ probability: Double) -> Bool { fraction() < probability }

  /// 0 up to, but not, a positive bound.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// One of a list that is not empty.
  mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  /// That many random digits, the first one not 0.
  mutating func digits(_ count: Int) -> [Int] { (0..<count).map { $0 == 0 ? 1 + below(9) : below(10) } }

  /// An exponential variate of mean 1: the time to the next event of a Poisson process that has one per unit.
  ///
  /// Source: John von Neumann, "Various techniques used in connection with random digits", 1951.
  mutating func exponential() -> Double {
    var whole = 0.0
    while true {
      let first = fraction()
      var last = first
      var isRunEven = false
      while true {
        let next = fraction()
        isRunEven.toggle()
        if next > last { break }
        last = next
      }
      if isRunEven { return whole + first }
      whole += 1
    }
  }

  /// A time that is often short and now and then long; the more steps it is made of, the closer it keeps to its mean.
  mutating func duration(mean: Duration, steps: Int = 1) -> Duration {
    let sum = (0..<steps).reduce(0.0) { sum, _ in sum + exponential() }
    return mean * (sum / Double(steps))
  }

  /// A number from 0 up to, but not, `base × (2^octaves − 1)`, small ones more often, about as Zipf's law has it: each
  /// octave, twice as wide as the one before, gets as much as that.
  mutating func skewed(base: Int, octaves: Int) -> Int {
    let width = 1 << below(octaves)
    return base * (width - 1) + below(base * width)
  }
}
