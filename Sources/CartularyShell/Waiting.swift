internal import Dispatch
internal import Synchronization

/// Waits on a thread for something asynchronous.
enum Waiting {
  /// Must not be called on a thread of Swift's pool, which would deadlock.
  ///
  /// The calling thread, which has nothing else to do, runs what is waited for: whatever keeps the pool's few threads busy
  /// does not hold it up.
  static func value<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
    let box = Box<Value>()
    let done = DispatchSemaphore(value: 0)
    if #available(macOS 15, *) {
      let caller = CallingThread()
      Task.detached(executorPreference: caller) {
        await box.fill(work)
        caller.end()
      }
      caller.run()
    } else {
      Task.detached {
        await box.fill(work)
        done.signal()
      }
      done.wait()
    }
    guard let result = box.result else { preconditionFailure("the task ends only after it has a result") }
    return try result.get()
  }

  /// The same on the threads of Swift's pool: for what is itself many tasks.
  static func onPool<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
    let box = Box<Value>()
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      await box.fill(work)
      done.signal()
    }
    done.wait()
    guard let result = box.result else { preconditionFailure("the task ends only after it has a result") }
    return try result.get()
  }

  /// Safe because it is written before the end is signalled and read after it.
  private final class Box<Value: Sendable>: @unchecked Sendable {
    var result: Result<Value, any Error>?

    func fill(_ work: () async throws -> Value) async {
      do { result = .success(try await work()) } catch { result = .failure(error) }
    }
  }

  /// Runs jobs on the thread that calls `run`, until `end`.
  @available(macOS 15, *)
  private final class CallingThread: TaskExecutor {
    /// First in, first out.
    private let jobs = Mutex<[UnownedJob]>([])
    /// One for each job, and one for the end.
    private let signals = DispatchSemaphore(value: 0)

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      jobs.withLock { $0.append(job) }
      signals.signal()
    }

    func end() { signals.signal() }

    func run() {
      while true {
        signals.wait()
        guard let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { return }
        job.runSynchronously(on: asUnownedTaskExecutor())
      }
    }
  }
}
