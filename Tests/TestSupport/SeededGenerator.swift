internal import Foundation

/// A generator whose run can be repeated: SplitMix64.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension SeededGenerator {
  /// One with the same seed in every run, or that of `CARTULARY_SEED`, which is printed so that a failure can
  /// be repeated.
  package static func announced(_ purpose: String) -> SeededGenerator {
    let seed =
      ProcessInfo.processInfo.environment["CARTULARY_SEED"].flatMap(UInt64.init)
      ?? 877_148
    print("\(purpose): CARTULARY_SEED=\(seed)")
    return SeededGenerator(seed: seed)
  }
}
