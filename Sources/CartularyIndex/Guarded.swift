internal import Foundation

/// State that one thread at a time may look at and change.
///
/// A lock of the C library rather than `Synchronization.Mutex`: on Linux that one waits on a futex by itself,
/// which ThreadSanitizer does not see, and so reports what it guards as races. Here true races stay visible.
package final class Guarded<State: ~Copyable>: @unchecked Sendable {
  private let lock = NSLock()
  /// Touched only while the lock is held: hence the class may be shared.
  private var state: State

  package init(_ state: consuming sending State) {
    self.state = state
  }

  package func withLock<Result, Failure: Error>(
    _ work: (inout State) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try work(&state)
  }
}
