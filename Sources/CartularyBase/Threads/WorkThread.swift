internal import Foundation

/// A thread that runs one piece of work, with a stack of a given size.
///
/// Foundation's `Thread` says nothing if the system refuses a thread, so that whoever waits for its work waits for ever.
package struct WorkThread: ~Copyable {
  /// The system does not allow the process another thread, or the memory for its stack.
  package struct Refusal: Error {
    /// One line, lower case, no full stop.
    package let message = "the system does not allow another thread"
  }

  private let handle: pthread_t

  /// Starts a thread. Unless it is joined, it runs to its end by itself.
  ///
  /// - Parameter stackByteCount: At least 16 KiB.
  package init(stackByteCount: Int, _ work: @escaping @Sendable () -> Void) throws(Refusal) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackByteCount)
    let box = Unmanaged.passRetained(Work(work))
    #if canImport(Darwin)
      var started: pthread_t?
      let failure = pthread_create(&started, &attributes, { Work.run($0) }, box.toOpaque())
    #else
      var started = pthread_t()
      let failure = pthread_create(&started, &attributes, { Work.run($0!) }, box.toOpaque())
    #endif
    guard failure == 0 else {
      box.release()
      throw Refusal()
    }
    #if canImport(Darwin)
      handle = started!  // set whenever nothing failed
    #else
      handle = started
    #endif
  }

  deinit { pthread_detach(handle) }

  /// Waits for the end of the work.
  package consuming func join() {
    pthread_join(handle, nil)
    discard self
  }

  /// Runs work on a thread of its own, and waits for what it returns.
  package static func result<Result: Sendable>(
    stackByteCount: Int, of work: @escaping @Sendable () -> Result
  ) throws(Refusal) -> Result {
    let box = Box<Result>()
    try WorkThread(stackByteCount: stackByteCount) { box.result = work() }.join()
    guard let result = box.result else { preconditionFailure("the thread ends only after it has a result") }
    return result
  }

  private final class Work {
    private let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) { self.work = work }

    static func run(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
      Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().work()
      return nil
    }
  }

  /// Written by one thread, and read by another after it has ended, so this is safe.
  private final class Box<Result: Sendable>: @unchecked Sendable {
    var result: Result?
  }
}
