internal import Foundation

/// Numbered pieces of work that several threads do, and whose results one thread takes in their order.
///
/// Only so many pieces are begun ahead of the one that is waited for, so what is held at a time does not grow with their
/// number. What comes out is the same with one thread as with many.
package enum OrderedWork {
  /// As many threads as there are processors, up to a number beyond which memory counts more than time.
  package static var defaultWidth: Int { max(1, min(ProcessInfo.processInfo.activeProcessorCount, 8)) }

  /// Does the pieces 0 up to `count` and hands on each result, in the order of their numbers, on the caller's thread.
  ///
  /// - Parameters:
  ///   - width: How many threads there are to be; fewer where the system does not allow as many.
  ///   - worker: Called once on each thread; what it returns does that thread's pieces.
  ///   - goesOn: Asked before each result is waited for. The pieces that are under way when it says no are still finished.
  ///   - take: Returns whether to go on, in the same way.
  /// - Throws: `WorkThread.Refusal` if the system allows no thread at all; nothing has been done then.
  package static func run<Result: Sendable>(
    count: Int, width: Int = defaultWidth, stackByteCount: Int = 8 << 20,
    worker: @escaping @Sendable () -> (Int) -> Result, goesOn: (_ number: Int) -> Bool = { _ in true },
    take: (_ number: Int, _ result: Result) -> Bool
  ) throws(WorkThread.Refusal) {
    guard count > 0 else { return }
    let width = max(1, min(width, count))
    let queue = Queue<Result>(count: count, ahead: 2 * width)
    var threadCount = 0
    do throws(WorkThread.Refusal) {
      for _ in 0..<width {
        _ = try WorkThread(stackByteCount: stackByteCount) {
          let work = worker()
          while let number = queue.begin() { queue.finish(number, with: work(number)) }
          queue.leave()
        }
        threadCount += 1
      }
    } catch {
      if threadCount == 0 { throw error }
    }
    for number in 0..<count {
      guard goesOn(number), take(number, queue.take(number)) else { break }
    }
    queue.stop()
    queue.waitForLeaving(threadCount)
  }

  /// What the threads share. All of it is touched only while the condition's lock is held, so it may be shared.
  private final class Queue<Result: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let count: Int
    private let ahead: Int
    private var next = 0
    private var awaited = 0
    private var results: [Int: Result] = [:]
    private var isStopped = false
    private var leftCount = 0

    init(count: Int, ahead: Int) { (self.count, self.ahead) = (count, ahead) }

    /// The next piece, when it is time for it; `nil` when there are no more.
    func begin() -> Int? {
      condition.lock()
      defer { condition.unlock() }
      while !isStopped, next < count, next >= awaited + ahead { condition.wait() }
      guard !isStopped, next < count else { return nil }
      next += 1
      return next - 1
    }

    func finish(_ number: Int, with result: Result) {
      condition.lock()
      results[number] = result
      condition.broadcast()
      condition.unlock()
    }

    func take(_ number: Int) -> Result {
      condition.lock()
      defer { condition.unlock() }
      awaited = number
      condition.broadcast()
      while true {
        if let result = results.removeValue(forKey: number) { return result }
        condition.wait()
      }
    }

    func stop() {
      condition.lock()
      isStopped = true
      condition.broadcast()
      condition.unlock()
    }

    func leave() {
      condition.lock()
      leftCount += 1
      condition.broadcast()
      condition.unlock()
    }

    func waitForLeaving(_ threadCount: Int) {
      condition.lock()
      while leftCount < threadCount { condition.wait() }
      condition.unlock()
    }
  }
}
