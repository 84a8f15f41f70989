import Foundation
import Synchronization

/// Runs what blocks on a thread of its own, so that a test that waits for several at once does not wait for
/// a turn in Swift's pool, which has no more threads than the machine has cores.
package enum OwnThread {
  package static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws
    -> Value
  {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
  }

  /// The same for work that may never end: throws `Unended` when it has not ended within `limit` seconds, counted from its
  /// first step. A test's own `.timeLimit` counts the wait for a turn in Swift's pool too.
  package static func run<Value: Sendable>(
    withinSeconds limit: Int, _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let waiting = Mutex<CheckedContinuation<Value, any Error>?>(continuation)
      let answer: @Sendable (Result<Value, any Error>) -> Void = { result in
        waiting.withLock { $0.take() }?.resume(with: result)
      }
      Thread.detachNewThread {
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(limit)) { answer(.failure(Unended())) }
        answer(Result { try work() })
      }
    }
  }

  /// What hung, and goes on in its thread until the tests end.
  package struct Unended: Error {}
}
