internal import CartularyIndex

/// What was worked out of objects, such as states of an index, each for as long as its object is there.
final class StateMemo<Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    /// Weak: when the readers of a state have moved on, nobody asks for it again.
    weak let state: (any AnyObject & Sendable)?
    let value: Value
  }

  private let entries = Guarded<[Entry]>([])

  /// What is known of a state; made and kept on the first request.
  func value(for state: any AnyObject & Sendable, _ make: () throws -> Value) rethrows -> Value {
    if let known = entries.withLock({ entries in entries.first { $0.state === state }?.value }) {
      return known
    }
    let value = try make()
    entries.withLock { entries in
      entries.removeAll { $0.state == nil }
      entries.append(Entry(state: state, value: value))
    }
    return value
  }
}
