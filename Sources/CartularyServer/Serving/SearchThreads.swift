internal import CartularyBase
internal import Foundation

/// Threads for work that blocks: searches never run on Swift's pool, which has no more threads than processors.
///
/// The number of those who wait is bounded, so that a burst is refused at once rather than answered too late.
final class SearchThreads: Sendable {
  enum Refusal: Error {
    /// Too many wait already.
    case full
    /// The result was not there in time. The work itself cannot be stopped; its result is dropped.
    case late
  }

  private let queue: Queue

  /// - Parameters:
  ///   - width: How many pieces of work run at a time.
  ///   - depth: How many more may wait.
  /// - Throws: `WorkThread.Refusal` if the system allows no thread.
  init(width: Int, depth: Int) throws(WorkThread.Refusal) {
    queue = Queue(depth: depth)
    for number in 0..<max(1, width) {
      do throws(WorkThread.Refusal) {
        // As large as the main thread's, for which the depth of queries and JSON is bounded.
        _ = try WorkThread(stackByteCount: 8 << 20) { [queue] in
          while let work = queue.take() { work() }
        }
      } catch {
        guard number > 0 else { throw error }
        break
      }
    }
  }

  deinit { queue.stop() }

  /// How many wait, for metrics.
  var waitingCount: Int { queue.waitingCount }

  /// Runs work on one of the threads.
  ///
  /// - Throws: `Refusal`, or what the work throws.
  func run<Result: Sendable>(
    within limit: Duration, _ work: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    let answer = Answer<Result>()
    let timer = Task {
      try await Task.sleep(for: limit)
      answer.resume(.failure(Refusal.late))
    }
    defer { timer.cancel() }
    return try await withCheckedThrowingContinuation { continuation in
      answer.set(continuation)
      let isTaken = queue.put {
        // Nobody waits for what is late.
        if !answer.isOver { answer.resume(Swift.Result { try work() }) }
      }
      if !isTaken { answer.resume(.failure(Refusal.full)) }
    }
  }

  /// A continuation that is resumed once, by whoever comes first. Touched only under its lock.
  private final class Answer<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var continuation: CheckedContinuation<Value, any Error>?
    private var early: Result<Value, any Error>?
    private var isDone = false

    var isOver: Bool { lock.withLock { isDone } }

    func set(_ continuation: CheckedContinuation<Value, any Error>) {
      let early = lock.withLock { () -> Result<Value, any Error>? in
        if self.early == nil { self.continuation = continuation }
        return self.early
      }
      if let early { continuation.resume(with: early) }
    }

    func resume(_ result: Result<Value, any Error>) {
      let waiting = lock.withLock { () -> CheckedContinuation<Value, any Error>? in
        guard !isDone else { return nil }
        isDone = true
        if continuation == nil { early = result }
        defer { continuation = nil }
        return continuation
      }
      waiting?.resume(with: result)
    }
  }

  /// Touched only while the condition is held.
  private final class Queue: @unchecked Sendable {
    private let condition = NSCondition()
    private let depth: Int
    private var waiting: [@Sendable () -> Void] = []
    private var idleCount = 0
    private var isStopped = false

    init(depth: Int) { self.depth = depth }

    var waitingCount: Int { locked { waiting.count } }

    func put(_ work: @escaping @Sendable () -> Void) -> Bool {
      locked {
        guard waiting.count < depth + idleCount else { return false }
        waiting.append(work)
        condition.signal()
        return true
      }
    }

    func take() -> (@Sendable () -> Void)? {
      locked {
        idleCount += 1
        while waiting.isEmpty, !isStopped { condition.wait() }
        idleCount -= 1
        return waiting.isEmpty ? nil : waiting.removeFirst()
      }
    }

    func stop() {
      locked {
        isStopped = true
        condition.broadcast()
      }
    }

    private func locked<Value>(_ work: () -> Value) -> Value {
      condition.lock()
      defer { condition.unlock() }
      return work()
    }
  }
}
