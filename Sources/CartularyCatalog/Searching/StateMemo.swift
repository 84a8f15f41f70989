internal import CartularyIndex

/// What was worked out for states of an index, each for as long as a reader is in it.
final class StateMemo<Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    /// Weak: when its reader has moved on, nobody asks for it again.
    weak let state: IndexState?
    let value: Value
  }

  private let entries = Guarded<[Entry]>([])

  /// What is known of a state; made and kept on the first request.
  func value(for state: IndexState, _ make: () throws -> Value) rethrows -> Value {
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
