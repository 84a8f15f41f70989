internal import CartularyBase
internal import Dispatch

/// Work on a thread of its own, which is abandoned when the user presses Ctrl-C: a search running in the engine cannot
/// be stopped, so its result is discarded when it arrives.
enum AbandonableWork {
  /// How often it checks for an interruption.
  private static let interval = DispatchTimeInterval.milliseconds(20)

  /// - Returns: `nil` if the work was abandoned.
  static func result<Value: Sendable>(
    of work: @escaping @Sendable () -> Value, isInterrupted: () -> Bool
  ) -> Value? {
    let box = Box<Value>()
    let done = DispatchSemaphore(value: 0)
    do throws(WorkThread.Refusal) {
      // The same stack as the main thread's, for which the parser's depth limit was measured.
      _ = try WorkThread(stackByteCount: 8 << 20) {
        box.value = work()
        done.signal()
      }
    } catch {
      // An answer that cannot be abandoned is better than none.
      return work()
    }
    while done.wait(timeout: .now() + interval) == .timedOut {
      if isInterrupted() { return nil }
    }
    return box.value
  }

  /// Safe because it is written before the semaphore is signalled and read after it.
  private final class Box<Value: Sendable>: @unchecked Sendable {
    var value: Value?
  }
}
