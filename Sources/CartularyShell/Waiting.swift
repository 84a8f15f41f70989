internal import Dispatch

/// Waits on the main thread for something asynchronous.
enum Waiting {
  /// Must not be called on a thread of Swift's pool, which would deadlock.
  ///
  /// The work resumes on threads of its own, not on the pool's few: whatever keeps those busy does not hold it up.
  static func value<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
    let box = Box<Value>()
    let done = DispatchSemaphore(value: 0)
    let whole: @Sendable () async -> Void = {
      do { box.result = .success(try await work()) } catch { box.result = .failure(error) }
      done.signal()
    }
    if #available(macOS 15, *) {
      Task.detached(executorPreference: OwnThreads.shared, operation: whole)
    } else {
      Task.detached(operation: whole)
    }
    done.wait()
    guard let result = box.result else { preconditionFailure("the task signals only after it has a result") }
    return try result.get()
  }

  /// Safe because it is written before the semaphore is signalled and read after it.
  private final class Box<Value: Sendable>: @unchecked Sendable {
    var result: Result<Value, any Error>?
  }

  @available(macOS 15, *)
  private final class OwnThreads: TaskExecutor {
    static let shared = OwnThreads()
    private let queue = DispatchQueue(label: "waiting", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
  }
}
