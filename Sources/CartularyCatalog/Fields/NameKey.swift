/// Stands for a name, or for a stretch of a text, sign by sign as it is written.
///
/// Equal ones have one key. Different ones have different keys but for a chance of less than one in 2^100, whoever chose
/// them: so many names are told apart without being held. The keys of one process mean nothing to another.
struct NameKey: Hashable, Sendable {
  private let one: UInt64
  private let other: UInt64

  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var builder = Builder()
    for scalar in scalars { builder.add(scalar) }
    self = builder.key
  }

  private init(one: UInt64, other: UInt64) { (self.one, self.other) = (one, other) }

  /// A key that grows with a stretch: two polynomials at random places, modulo a prime.
  struct Builder {
    private var one: UInt64 = 0
    private var other: UInt64 = 0

    private static let places = (random(), random())
    private static let prime: UInt64 = (1 << 61) - 1

    private static func random() -> UInt64 { .random(in: (1 << 32)..<prime) }

    mutating func add(_ scalar: Unicode.Scalar) {
      one = Self.step(one, Self.places.0, scalar)
      other = Self.step(other, Self.places.1, scalar)
    }

    private static func step(_ value: UInt64, _ place: UInt64, _ scalar: Unicode.Scalar) -> UInt64 {
      let (high, low) = value.multipliedFullWidth(by: place)
      // Of a number modulo 2^61 - 1, what is above 61 bits counts as often as it stands there.
      let sum = (low & prime) + (high << 3 | low >> 61) + UInt64(scalar.value) + 1
      let once = (sum & prime) + (sum >> 61)
      return once >= prime ? once - prime : once
    }

    var key: NameKey { NameKey(one: one, other: other) }
  }
}
