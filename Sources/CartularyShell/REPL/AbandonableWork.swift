internal import Dispatch
internal import Foundation

/// Work on a thread of its own, which is left alone when the person presses Ctrl-C: a search that runs in the engine
/// cannot be stopped, and its result is thrown away when it comes.
enum AbandonableWork {
  /// How often it looks whether someone has interrupted.
  private static let interval = DispatchTimeInterval.milliseconds(20)

  /// - Returns: `nil` where the work was abandoned.
  static func result<Value: Sendable>(
    of work: @escaping @Sendable () -> Value, isInterrupted: () -> Bool
  ) -> Value? {
    let box = Box<Value>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      box.value = work()
      done.signal()
    }
    // As the main thread has: the parser's depth is measured for that.
    thread.stackSize = 8 << 20
    thread.start()
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
