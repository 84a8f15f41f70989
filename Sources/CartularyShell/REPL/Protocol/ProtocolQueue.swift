internal import CartularyWire
internal import Foundation

/// Queues of incoming requests and outgoing answers, between the threads that read, answer and write.
///
/// Both are bounded, so that neither a program that sends requests endlessly nor one that does not read its answers
/// exhausts memory: a thread that would add more waits. A slow reader delays neither the reading of requests nor a
/// `cancel` until the bound is reached.
final class ProtocolQueue: @unchecked Sendable {
  /// A request, or a line that was not a request and already has its answer.
  enum Job: Sendable {
    case request(ProtocolRequest)
    case answered(String)

    var id: String? {
      if case .request(let request) = self { request.id } else { nil }
    }
  }

  static let maximumWaitingCount = 1_024
  static let maximumAnswerByteCount = 4 << 20
  /// Threads whose request was cancelled while they were in the engine, which cannot be stopped.
  static let maximumAbandonedCount = 4

  // Everything below is accessed only while the condition is held, so the class may be shared.
  private let condition = NSCondition()
  private var waiting: [Job] = []
  private var answers: [String] = []
  private var answerByteCount = 0
  /// The request that each worker is processing.
  private var running: [Int: Job] = [:]
  /// Workers whose request was cancelled; they exit when they have finished it.
  private var abandoned: Set<Int> = []
  /// Those of them that continue all the same, and others that had finished by then.
  private var kept: Set<Int> = []
  private var workerCount = 0
  private var isInputOver = false
  private var isOutputOver = false
  private var isWritten = false

  // MARK: - Reading

  /// Adds a request; waits while there are too many.
  func put(_ job: Job) {
    locked {
      while waiting.count >= Self.maximumWaitingCount, !isOutputOver { condition.wait() }
      waiting.append(job)
    }
  }

  /// Signals that no more requests will come.
  func endInput() {
    locked { isInputOver = true }
  }

  /// Adds an answer out of order.
  func answer(_ line: String) {
    locked { add(line) }
  }

  /// Cancels a request that is not answered yet.
  ///
  /// - Parameter line: The answer to send instead.
  /// - Returns: Whether there is such a request, and the worker that is processing it, which must be replaced or kept.
  func cancel(_ id: String, answering line: String) -> (isFound: Bool, abandoned: Int?) {
    locked {
      if let index = waiting.firstIndex(where: { $0.id == id }) {
        waiting[index] = .answered(line)
        return (true, nil)
      }
      guard abandoned.count < Self.maximumAbandonedCount,
        let worker = running.first(where: { $0.value.id == id })?.key
      else { return (false, nil) }
      running[worker] = nil
      abandoned.insert(worker)
      add(line)
      return (true, worker)
    }
  }

  /// Lets a worker continue after its cancelled request, because it cannot be replaced.
  func keep(_ worker: Int) {
    locked { _ = kept.insert(worker) }
  }

  // MARK: - Answering

  func addWorker() -> Int {
    locked {
      workerCount += 1
      return workerCount
    }
  }

  /// The next request; `nil` when there are no more.
  func take(by worker: Int) -> Job? {
    locked {
      while waiting.isEmpty, !isInputOver, !isOutputOver { condition.wait() }
      guard !waiting.isEmpty, !isOutputOver else { return nil }
      let job = waiting.removeFirst()
      running[worker] = job
      return job
    }
  }

  /// - Returns: Whether the worker continues; one whose request was cancelled has been replaced.
  func finish(by worker: Int, with line: String) -> Bool {
    locked {
      if abandoned.remove(worker) != nil { return kept.remove(worker) != nil }
      while answerByteCount >= Self.maximumAnswerByteCount, !isOutputOver { condition.wait() }
      // It may have been cancelled while waiting for room.
      if abandoned.remove(worker) != nil { return kept.remove(worker) != nil }
      running[worker] = nil
      add(line)
      return !isOutputOver
    }
  }

  // MARK: - Writing

  /// All available answers; waits until there is one. `nil` when there are no more.
  func takeAnswers() -> [String]? {
    locked {
      while answers.isEmpty, !(isInputOver && waiting.isEmpty && running.isEmpty) { condition.wait() }
      guard !answers.isEmpty else { return nil }
      defer { (answers, answerByteCount) = ([], 0) }
      return answers
    }
  }

  /// Signals that nothing more will be written, because everything is written or nobody reads.
  func endOutput() {
    locked { (isOutputOver, isWritten) = (true, true) }
  }

  func waitUntilWritten() {
    locked {
      while !isWritten { condition.wait() }
    }
  }

  private func add(_ line: String) {
    answers.append(line)
    answerByteCount += line.utf8.count + 1
  }

  private func locked<Result>(_ work: () -> Result) -> Result {
    condition.lock()
    defer {
      condition.broadcast()
      condition.unlock()
    }
    return work()
  }
}
