internal import Foundation

/// SplitMix64: the same numbers from the same seed, on every machine.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 0 up to but not including 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(unit() * Double(range.count))
  }
}

/// Choices of unequal likelihood.
struct Weighted<Value: Sendable>: Sendable {
  let values: [Value]
  private let sums: [Double]

  init(_ values: [Value], _ weights: [Double]) {
    self.values = values
    var sum = 0.0
    sums = weights.map { weight in
      sum += weight
      return sum
    }
  }

  /// The value at rank `r`, from 1, has the likelihood 1 ÷ r to the power of `exponent`.
  init(zipf values: [Value], exponent: Double) {
    self.init(values, (1...values.count).map { rank in pow(Double(rank), -exponent) })
  }

  func pick(_ random: inout SeededRandom) -> Value {
    let wanted = random.unit() * sums[sums.count - 1]
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] <= wanted { low = middle + 1 } else { high = middle }
    }
    return values[low]
  }
}
