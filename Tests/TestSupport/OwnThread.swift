import Foundation

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
}
